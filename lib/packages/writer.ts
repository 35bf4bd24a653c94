import type { CollectionFacts } from '#lib/sources/contract.ts'
import type { PackagedRecord, PackageHead } from './content.ts'
import type { Outlet } from './outlet.ts'

/** A sentence by its key (`package.cover.title`) and its parameters, in the language of the package. */
export type Translate = (key: string, params?: Record<string, string | number>) => string

/** One file of several that a form writes one after the other: where it starts in the form's bytes, and how long it is. */
export type Part = { name: string; start: number; bytes: number; sha256: string }

/**
 * One form of the package. The builder calls `begin` once, `group` before the records of each data group, `record` for each of
 * them, `end` once. Each promise settles when the reader of `output` has made room: that is the back-pressure.
 */
export type PackageWriter = {
  output: Outlet
  begin(head: PackageHead): Promise<void>
  group(facts: CollectionFacts): Promise<void>
  record(record: PackagedRecord): Promise<void>
  end(): Promise<void>
  /** After the end, where the form is several files. */
  parts?(): Part[]
}
