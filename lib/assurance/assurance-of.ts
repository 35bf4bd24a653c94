import { Temporal } from 'temporal-polyfill'
import type { HistoryEvent } from '#lib/history/events.ts'
import type { Entry } from '#lib/history/read-stream.ts'
import { type Flag, highest, type Level, type QuestionLevel, reaches, triesInAll } from './levels.ts'
import { wantedAfter } from './wanted-proof.ts'

export type Check = {
  id: string
  level: QuestionLevel
  facts: number
  left: number
  state: 'open' | 'passed' | 'failed'
}

export type Assurance = {
  reached: Level
  /** What an officer asked for in this request beyond the organisation's setting; L1 when nobody did. */
  asked: Level
  /** The last look at the findings. */
  review: { attempt: number; flags: readonly Flag[]; facts: number; told: number } | null
  check: Check | null
  /** What was asked for and has not been shown; null while nothing is. Where a law lets the clock wait for it, it waits. */
  wanted: Level | null
  /** Somebody whose mailbox we told said that this request is not theirs, and no officer has settled it. */
  contested: boolean
  /** A former address was named: what was found may be its owner's, whom nobody has proved to be. */
  former: boolean
  /** Nothing leaves before this instant, whoever decides. */
  waitUntil: Temporal.Instant | null
}

const unknown: Assurance = {
  reached: 'L0',
  asked: 'L1',
  review: null,
  check: null,
  wanted: null,
  contested: false,
  former: false,
  waitUntil: null,
}

/** How sure we are of a person, folded from the history of their request. Pure; it stands in no row of its own. */
export function assuranceOf(history: readonly Pick<Entry, 'event'>[]): Assurance {
  let known = unknown
  for (const { event } of history)
    known = { ...known, ...change(known, event), wanted: wantedAfter(known.wanted, event) }
  return known
}

function change(before: Assurance, event: HistoryEvent): Partial<Assurance> {
  switch (event.type) {
    case 'address-proved':
    case 'post-proved':
    case 'proof-carried-over':
      // Mailbox or postal address: whoever holds it, and no more.
      return { reached: highest([before.reached, 'L1']) }
    case 'identity-reviewed': {
      const { attempt, flags, facts, told, waitUntil } = event
      return { review: { attempt, flags, facts, told }, waitUntil: later(before.waitUntil, waitUntil) }
    }
    case 'former-address-named':
      // The old mailbox's data is somebody's we do not know yet, whatever was shown before.
      return {
        ...{ waitUntil: later(before.waitUntil, event.waitUntil), former: true },
        ...{ asked: highest([before.asked, 'L2']), reached: 'L1', check: null },
      }
    case 'proof-asked': {
      const { level = 'L2', check: id, facts } = event
      return {
        asked: highest([before.asked, level]),
        ...(id && facts && { check: { id, level, facts, left: triesInAll, state: 'open' as const } }),
      }
    }
    case 'identity-failed':
      return before.check
        ? { check: { ...before.check, left: event.left, state: event.left > 0 ? 'open' : 'failed' } }
        : {}
    case 'proof-given':
      return given(before, event)
    case 'identity-contested':
      return { contested: true }
    default:
      return {}
  }
}

function given(before: Assurance, event: Extract<HistoryEvent, { type: 'proof-given' }>): Partial<Assurance> {
  const { how, level = 'L2' } = event
  const { check } = before
  // Questions that were settled otherwise need no answer any more.
  const open = check?.state === 'open' && wantedAfter(before.wanted, event) === null
  return {
    reached: highest([before.reached, level]),
    ...(open && { check: how === 'facts' ? { ...check, state: 'passed' } : null }),
    // What the person or a paper shows settles no objection of somebody else; only an officer's decision does.
    ...(how !== 'facts' && how !== 'document' && { contested: false }),
  }
}

function later(one: Temporal.Instant | null, other: string | null): Temporal.Instant | null {
  if (!other) return one
  const instant = Temporal.Instant.from(other)
  return one && Temporal.Instant.compare(one, instant) > 0 ? one : instant
}

/** Whether the person has been asked and has tries left. */
export const mayAnswer = ({ check }: Assurance): boolean => check?.state === 'open'

export const isSureEnough = (assurance: Assurance, needed: Level): boolean =>
  reaches(assurance.reached, highest([needed, assurance.asked]))
