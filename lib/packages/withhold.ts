import { hexOf } from '#lib/kernel/hex.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import type { Ground, PackagedRecord, PackagedValue } from './content.ts'
import { grounds } from './grounds.ts'
import { type Marking, readSpan, type Span, withoutSpans } from './span.ts'

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
 * value, and a mark in place of each withheld part of a text. A record the map says may be another person's (`held`) stays back until an
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
  if (!marks && !spans) return record
  // fromEntries defines every name as the record's own, `__proto__` too, where an assignment would lose it.
  const values: { [field: string]: PackagedValue } = Object.fromEntries(
    Object.entries(record.values).map(([field, value]) => {
      const ground = marks?.get(field)
      if (ground) return [field, { redacted: ground }]
      const parts = spans?.get(field)
      if (!parts) return [field, value]
      return [field, withoutSpans(value, parts, marking) ?? { redacted: parts[0]!.ground }]
    }),
  )
  return { ...record, values }
}
