import type { Column } from '../catalogue.ts'
import { signed64 } from '../sql/whole-number.ts'

/** How keys, which travel as texts between sources, are compared with a column of some type without an error or a false match. */
export type KeyType = { cast: string; accept: (text: string) => string | null }

const uuid = (text: string) => (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : null)
const decimal = (text: string) => (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && text.length < 1000 ? text : null)
// PostgreSQL's texts hold no NUL; a key with one matches nothing.
const anyText = (text: string) => (text.includes('\0') ? null : text)
// Its comparison overlooks spaces at the end; a key that ends with one is another key.
const unpadded = (text: string) => (text.endsWith(' ') ? null : anyText(text))

const texts = new Set(['text', 'varchar', 'name', 'citext'])

/** How keys are bound for a column, and whether its index can then be used; null when its text has to be compared. */
export const keyTypeOf = ({ type, array, loose }: Column): KeyType | null => {
  if (array) return null
  if (type === 'int2' || type === 'int4' || type === 'int8') return { cast: 'int8', accept: signed64 }
  if (type === 'numeric') return { cast: 'numeric', accept: decimal }
  if (type === 'uuid') return { cast: 'uuid', accept: uuid }
  if (type === 'bpchar' && !loose) return { cast: 'bpchar', accept: unpadded }
  return null
}

export const isText = ({ type }: Column): boolean => texts.has(type)

export const acceptText = anyText

/** A key as a text may hold it: a UUID is one key in small letters and in capitals (RFC 9562, section 4). */
export const textsOf = (key: string): string[] => {
  const accepted = anyText(key)
  const id = uuid(key)
  return accepted === null ? [] : [...new Set(id === null ? [accepted] : [accepted, id, id.toUpperCase()])]
}

/** The text of a column as a key: 42.00 and 42 are one key. */
export const keyText = ({ type, quoted }: Column): string =>
  type === 'numeric' ? `trim_scale(t.${quoted})::text` : `t.${quoted}::text`
