import type { HistoryEvent } from '#lib/history/events.ts'
import type { Entry } from '#lib/history/read-stream.ts'

type Release = Extract<HistoryEvent, { type: 'package-released' }>

/** Whether a copy left something out: held back by an officer, or not found because a source failed. */
export const isInPart = ({ complete, withheld = 0 }: Release): boolean => !complete || withheld > 0

/** Events after which another refusal stands than before, or none. */
const turns = ['request-refused', 'package-released', 'release-revoked', 'dispute-decided'] as const
type Turn = Extract<HistoryEvent, { type: (typeof turns)[number] }>

const isTurn = (event: HistoryEvent): event is Turn =>
  turns.some(type => type === event.type) && !(event.type === 'dispute-decided' && event.outcome !== 'granted')

/**
 * What stands refused of a request: all of it, or what its copy leaves out (Art. 12(4) GDPR; Va. Code 59.1-577(B)(2)). A granted
 * appeal takes either back; a copy that was revoked answered nobody. Pure.
 */
export function standingRefusal<Told extends Pick<Entry, 'event'>>(
  history: readonly Told[],
): { extent: 'whole' | 'part'; by: Told } | null {
  const by = history.findLast(({ event }) => isTurn(event))
  if (by?.event.type === 'request-refused') return { extent: 'whole', by }
  return by?.event.type === 'package-released' && isInPart(by.event) ? { extent: 'part', by } : null
}
