import { hexOf } from '#lib/kernel/hex.ts'
import type { FoundRecord, Json } from '#lib/sources/contract.ts'
import type { Ground, PackagedRecord, PackagedValue } from './content.ts'
import { grounds } from './grounds.ts'
import { type Marking, readSpan, type Span, textsOf, withoutSpans } from './span.ts'

/** What is withheld in one collection, ready to be looked up record by record. `hash` finds a record without holding its key. */
export type Withheld = {
  whole: Ground | null
  records: Map<string, Ground>
  /** By record, then field. */
  values: Map<string, Map<string, Ground>>
  /** Parts of texts, by record, then field. */
  spans: Map<string, Map<string, (Span & { ground: Ground })[]>>
}

type Row = { recordHash: Uint8Array; field: string; span: string; ground: string }

const groundOf = (text: string): Ground => {
  const ground = grounds.find(one => one === text)
  if (!ground) throw new Error(`No ground is called ${text}.`)
  return ground
}

/** The withholdings of one collection, from their rows. */
export function withheldIn(rows: readonly Row[]): Withheld {
  const withheld: Withheld = { whole: null, records: new Map(), values: new Map(), spans: new Map() }
  for (const { recordHash, field, span, ground } of rows) {
    const record = hexOf(recordHash)
    if (record === '') withheld.whole = groundOf(ground)
    else if (field === '') withheld.records.set(record, groundOf(ground))
    else if (span !== '') addSpan(withheld, record, field, { ...readSpan(span), ground: groundOf(ground) })
    else withheld.values.set(record, (withheld.values.get(record) ?? new Map()).set(field, groundOf(ground)))
  }
  return withheld
}

function addSpan({ spans }: Withheld, record: string, field: string, span: Span & { ground: Ground }): void {
  const fields = spans.get(record) ?? new Map<string, (Span & { ground: Ground })[]>()
  spans.set(record, fields.set(field, [...(fields.get(field) ?? []), span]))
}

/**
 * A record as the package carries it: undefined when it is held back, else with a marker and ground in place of each withheld
 * value, and a mark in place of each withheld part of a text, in its key too. A record the map says may be another person's (`held`) stays back until an
 * officer has decided otherwise (Art. 15(4) GDPR).
 */
export function packagedRecord(
  record: FoundRecord,
  hash: string,
  withheld: Withheld,
  marking: Marking,
): PackagedRecord | undefined {
  if (withheld.whole || withheld.records.has(hash) || record.thirdParty === 'held') return undefined
  const marks = withheld.values.get(hash)
  const spans = withheld.spans.get(hash)
  const key = keyFor(record, marking)
  if (!marks && !spans) return key === record.key ? record : { ...record, key }
  const secrets: Secret[] = []
  // fromEntries defines every name as the record's own, `__proto__` too, where an assignment would lose it.
  const values: { [field: string]: PackagedValue } = Object.fromEntries(
    Object.entries(record.values).map(([field, value]) => {
      const ground = marks?.get(field)
      const parts = spans?.get(field)
      if (!ground && !parts) return [field, value]
      const rest = ground ? null : withoutSpans(value, parts!, marking)
      secrets.push(...(rest ? wordsOf(value, parts!, marking) : wholeOf(value, marking)))
      return [field, rest ?? { redacted: ground ?? parts![0]!.ground }]
    }),
  )
  return { ...record, key: key.map(part => withoutSecrets(part, secrets)), values }
}

/**
 * A row without a key is known by a hash of all it holds, and which it was. Whoever has the rest of the row finds what was taken out of it by
 * trying, so the copy has a hash that nobody can make but us.
 */
const keyFor = ({ key }: FoundRecord, { digest }: Marking): string[] => {
  const [whole, number] = key
  const unkeyed = key.length === 2 && /^(?:[0-9a-f]{32}|[0-9a-f]{64})$/.test(whole!) && /^\d+$/.test(number!)
  return unkeyed ? [digest(whole!), number!] : key
}

/** Words that are held back, and what stands in their place. */
type Secret = { words: string; mark: string }

const wholeOf = (value: Json, { mark }: Marking): Secret[] =>
  [...textsOf(value), ...(typeof value === 'number' ? [String(value)] : [])].map(words => ({
    words,
    mark: `[${mark(0)}]`,
  }))

const wordsOf = (value: Json, spans: readonly Span[], { mark }: Marking): Secret[] => {
  const texts = textsOf(value)
  return spans.map(({ leaf, starts, ends, person }) => ({
    words: (texts[leaf] ?? '').slice(starts, ends),
    mark: `[${mark(person)}]`,
  }))
}

/** A key may be made of the very value that is held back: an address, a telephone number. A few letters within it tell nothing. */
const withoutSecrets = (part: string, secrets: readonly Secret[]): string => {
  const whole = secrets.find(({ words }) => words === part)
  if (whole) return whole.mark
  return secrets
    .filter(({ words }) => words.length > 3)
    .sort((a, b) => b.words.length - a.words.length)
    .reduce((text, { words, mark }) => text.replaceAll(words, () => mark), part)
}
