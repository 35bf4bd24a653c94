import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { invalid } from '#lib/kernel/result.ts'
import type { RequestRow } from './store.ts'

/** Whether the day of the answer is over. A clock that stands still is not late, whatever day it was to reach. Pure. */
export const isLate = ({ dueAt, pausedSince }: Pick<RequestRow, 'dueAt' | 'pausedSince'>, now: Temporal.Instant) =>
  !pausedSince && Temporal.Instant.compare(dueAt, now) <= 0

/** Why an answer comes late, in an officer's words: empty where it does not. */
export const latenessField = z.string().trim().max(4000, 'reason.too-long').default('')

const shortest = 20

/**
 * What a letter says about its lateness. A late answer or refusal gives its reasons as any other does (Art. 12(4) GDPR and what
 * corresponds to it), so none leaves without them; one that is in time says nothing of the kind, whatever was typed.
 */
export function latenessOf(late: boolean, typed: string): { ok: true; value: string } | ReturnType<typeof invalid> {
  if (!late) return { ok: true, value: '' }
  return typed.length < shortest ? invalid({ lateness: ['lateness.missing'] }) : { ok: true, value: typed }
}
