import type { Temporal } from 'temporal-polyfill'
import type { HistoryEvent } from '#lib/history/events.ts'
import type { Entry } from '#lib/history/read-stream.ts'

/** One thing that happened, as its person is told it: a key of the messages (`dialogue.story`) and when. */
export type Chapter = { at: Temporal.Instant; says: string }

type Told = Pick<Entry, 'at' | 'event'>

/**
 * What happened to a request in its person's words, the latest first. Pure. What only the desk is concerned with (who it is assigned to,
 * packages that never left) is left out; every date that moved and everything that was written is told.
 */
export const storyOf = (history: readonly Told[]): Chapter[] =>
  history
    .flatMap(({ at, event }) => {
      const says = chapterOf(event)
      return says ? [{ at, says }] : []
    })
    .reverse()

function chapterOf(event: HistoryEvent): string | undefined {
  switch (event.type) {
    case 'request-submitted':
      return event.channel === 'portal' ? 'asked' : 'taken-in'
    case 'collection-started':
      return event.again ? 'search-again' : 'search-begun'
    case 'clarification-answered':
      return `question-${event.ending}`
    case 'message-written':
      return event.side === 'person' ? 'you-wrote' : 'team-wrote'
    case 'package-destroyed':
      return event.package === 'none' ? undefined : 'destroyed'
    default:
      return plain[event.type]
  }
}

const plain: { readonly [type in HistoryEvent['type']]?: string } = {
  'address-proved': 'proved',
  'post-proved': 'proved-by-post',
  'proof-carried-over': 'carried-over',
  'collection-finished': 'search-ended',
  'proof-asked': 'proof-asked',
  'proof-given': 'proof-given',
  'fee-asked': 'fee-asked',
  'fee-paid': 'fee-paid',
  'date-set': 'date-set',
  'regime-changed': 'law-changed',
  'deadline-extended': 'extended',
  'clarification-asked': 'question',
  'package-released': 'answered',
  'release-revoked': 'revoked',
  'request-refused': 'refused',
  'request-withdrawn': 'withdrawn',
  'request-lapsed': 'lapsed',
  'request-closed': 'closed',
  'request-reopened': 'reopened',
}
