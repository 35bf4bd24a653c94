import type { Temporal } from 'temporal-polyfill'
import { NameRefused } from './faults.ts'
import type { Seekable } from './seek.ts'

/** Where sealed bytes lie: one folder per request, one name per object. */
export type StorePath = { folder: string; name: string }

export type Stored = { name: string; bytes: number }

/**
 * What the vault asks of a place that keeps sealed bytes (a disk, an S3-compatible store). It never sees a plaintext.
 * All paths must have passed `checkedPath`.
 */
export type VaultStore = {
  /** Stores all of it or nothing, durably, under the name; replaces what was there. Returns the bytes written. */
  put(path: StorePath, source: AsyncIterable<Uint8Array>): Promise<number>
  /** Like put, but only one of several concurrent creators wins (S3: `If-None-Match: *`). False: somebody else had. */
  putOnce(path: StorePath, source: AsyncIterable<Uint8Array>): Promise<boolean>
  /** The stored bytes, readable from anywhere, until `close`; null when there are none. */
  open(path: StorePath): Promise<(Seekable & { close(): Promise<void> }) | null>
  exists(path: StorePath): Promise<boolean>
  /**
   * Removes it and every unfinished write of it, which then fails (S3: those of more than one part; a single one is under way for
   * moments and may still settle). False when there was nothing.
   */
  remove(path: StorePath): Promise<boolean>
  /** Complete objects of a folder by name, unfinished ones left out; empty when there is no such folder. */
  list(folder: string): Promise<Stored[]>
  /** Removes the folder with everything in it, unfinished objects too. Returns what was complete. */
  removeFolder(folder: string): Promise<Stored[]>
  /** Removes what crashed writers left unfinished before this time (S3: aborts multipart uploads). Returns how many. */
  sweep(before: Temporal.Instant): Promise<number>
  /** Stores a few bytes and takes them away again. Throws when that is not possible. */
  check(): Promise<void>
}

const NAME = /^[a-z0-9-]{1,100}$/

/** Refuses any name that is not made of a-z, 0-9 and "-": no dots, no slashes, no case that a file system may fold. */
export function checkedPath(folder: string, name: string): StorePath {
  if (!NAME.test(name)) throw new NameRefused('object')
  return { folder: checkedFolder(folder), name }
}

export function checkedFolder(folder: string): string {
  if (!NAME.test(folder)) throw new NameRefused('request')
  return folder
}
