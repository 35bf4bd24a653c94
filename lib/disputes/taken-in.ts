import { Temporal } from 'temporal-polyfill'
import type { Entry } from '#lib/history/read-stream.ts'
import type { Channel } from '#lib/requests/status.ts'

export type TakenIn = {
  channel: Exclude<Channel, 'portal'>
  /** The day it came. */
  on: Temporal.PlainDate
  /** Who wrote it down, as `kind:id`, and when. */
  by: string
  at: Temporal.Instant
}

/** How a complaint or an appeal came that an officer took in; null where its person raised it in the portal. Pure. */
export function takenIn(history: readonly Pick<Entry, 'at' | 'actor' | 'event'>[], id: string): TakenIn | null {
  const told = history.find(({ event }) => event.type === 'dispute-received' && event.dispute === id)
  if (told?.event.type !== 'dispute-received') return null
  const { channel, receivedOn } = told.event
  return channel && receivedOn
    ? { channel, on: Temporal.PlainDate.from(receivedOn), by: told.actor, at: told.at }
    : null
}
