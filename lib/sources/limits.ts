import type { Matcher } from './postgres/match.ts'

/** What a search may take. Times in milliseconds. */
export type Limits = {
  connectMs: number
  statementMs: number
  /** For the whole search: a long snapshot keeps the source from clearing what is deleted. */
  totalMs: number
  /** Keys followed from one field to another are held in memory; more than this many fail the collection. */
  maxKeys: number
  /** Readers of one source that share its snapshot. */
  parallel: number
  /** First pause before a service that is busy is asked again; each further one is twice as long. */
  backOffMs: number
  /** Of one answer of a service; a longer one is cut, and fails. */
  maxAnswerBytes: number
  /** How SQL compares an identity with what is held; for tests alone, which break it on purpose. */
  matcher?: Matcher
}

export const usualLimits: Limits = {
  connectMs: 10_000,
  statementMs: 120_000,
  totalMs: 900_000,
  maxKeys: 500_000,
  parallel: 2,
  backOffMs: 500,
  maxAnswerBytes: 1 << 25,
}
