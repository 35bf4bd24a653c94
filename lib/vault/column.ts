import { createHmac, type KeyObject } from 'node:crypto'
import { openBytes, sealBytes } from './envelope.ts'
import type { Keyring } from './keyring.ts'

const UTF8 = 8
const UTF16 = 16

/**
 * Seals a text for one column of one row. `context` names both, `request.intake:<id>`, and must be given again to open it.
 * Every JavaScript string comes back exactly, lone surrogates and NUL included.
 */
export const sealColumn = (keys: Keyring, context: string, plaintext: string): Buffer =>
  sealBytes(keys, context, encode(plaintext))

/** The text sealed for this context by any configured key. Throws SealBroken when it was altered, moved or cut. */
export function openColumn(keys: Keyring, context: string, sealed: Uint8Array): string {
  const bytes = openBytes(keys, context, sealed)
  return bytes.toString(bytes[0] === UTF16 ? 'utf16le' : 'utf8', 1)
}

/** Like sealColumn, for anything JSON can carry. Throws TypeError for what it cannot (undefined, a function, a bigint). */
export function sealJson(keys: Keyring, context: string, value: unknown): Buffer {
  const json = JSON.stringify(value)
  if (json === undefined) throw new TypeError(`Nothing that JSON can carry was given for ${context}`)
  return sealColumn(keys, context, json)
}

/** What sealJson sealed. The caller parses it with its schema: a seal proves who wrote it, not which version did. */
export const openJson = (keys: Keyring, context: string, sealed: Uint8Array): unknown =>
  JSON.parse(openColumn(keys, context, sealed))

/**
 * HMAC-SHA256 of a value, to find a sealed one by equality (an address, a link token) without storing it.
 * `domain` (`person.address`) keeps equal values of two columns from being joined. The caller normalises the value first.
 */
export function keyedHash(key: KeyObject | Uint8Array, domain: string, value: string): Buffer {
  const name = Buffer.from(domain, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(name.length)
  return createHmac('sha256', key).update(length).update(name).update(encode(value)).digest()
}

// A lone surrogate has no UTF-8 form: two different values would seal, and hash, to the same replacement character.
function encode(text: string): Buffer {
  const utf8 = Buffer.from(text, 'utf8')
  return utf8.toString('utf8') === text
    ? Buffer.concat([Buffer.of(UTF8), utf8])
    : Buffer.concat([Buffer.of(UTF16), Buffer.from(text, 'utf16le')])
}
