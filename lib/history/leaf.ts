import type { Temporal } from 'temporal-polyfill'
import { canonical, type Json } from './canonical.ts'
import { hashLeaf } from './merkle.ts'

/** One event as the history holds it: ids, codes, dates, hashes and commitments, never free text or personal data. */
export type HistoryEvent = {
  stream: string
  /** From 1, without gaps within its stream. */
  version: number
  /** To the microsecond, which is all that PostgreSQL keeps. */
  at: Temporal.Instant
  actor: Json
  type: string
  data: Json
}

/** The bytes a leaf hashes: canonical JSON (RFC 8785) of exactly these six members, `at` in UTC with six decimals. */
export function leafData({ stream, version, at, actor, type, data }: HistoryEvent): Buffer {
  // PostgreSQL would round a nanosecond away, and the event read back would no longer be the one that was hashed.
  if (at.epochNanoseconds % 1000n !== 0n) throw new RangeError('The time of an event is finer than a microsecond')
  return Buffer.from(
    canonical({ stream, version, at: at.toString({ fractionalSecondDigits: 6 }), actor, type, data }),
    'utf8',
  )
}

/** RFC 9162 leaf hash of an event, 32 bytes. Throws TypeError or RangeError for what cannot be stored as it is. */
export const leafHash = (event: HistoryEvent): Buffer => hashLeaf(leafData(event))
