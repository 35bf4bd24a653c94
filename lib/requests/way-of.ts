import type { Temporal } from 'temporal-polyfill'
import type { HistoryEvent } from '#lib/history/events.ts'
import type { Entry } from '#lib/history/read-stream.ts'
import { isOpen, type Status } from './status.ts'

/** The way of a request as its person sees it; what happens behind `read` is the officer's business. */
export const stations = ['asked', 'proved', 'searched', 'read', 'answered'] as const
export type Station = (typeof stations)[number]

export type Waypoint = {
  station: Station
  state: 'done' | 'now' | 'next' | 'stopped'
  /** When it was passed (or where it stopped); null for what is to come. */
  at: Temporal.Instant | null
}

/** Which event says that a station was passed; of several, the last counts (a search may be done again). */
const passedBy: Record<Station, readonly HistoryEvent['type'][]> = {
  asked: ['request-submitted'],
  proved: ['address-proved', 'post-proved', 'proof-carried-over'],
  searched: ['collection-finished'],
  read: ['package-released', 'request-refused'],
  answered: ['package-released', 'request-refused'],
}

/** Where a request stands while it is open: the station it waits at. */
const waitsAt: { [status in Status]?: Station } = {
  received: 'proved',
  proved: 'searched',
  collecting: 'searched',
  review: 'read',
  ready: 'read',
}

const endings = new Set<HistoryEvent['type']>(['request-refused', 'request-withdrawn', 'request-lapsed'])

/** What a request ended early with: not while it is open, and not when an answer came after all. */
function earlyEnding(status: Status, history: readonly Told[]): Told | undefined {
  if (isOpen(status)) return undefined
  const last = history.findLast(({ event }) => endings.has(event.type) || event.type === 'package-released')
  return last && endings.has(last.event.type) ? last : undefined
}

type Told = Pick<Entry, 'at' | 'event'>

/** The five stations of a request from its status and history. Pure. A request that ended early stops where it stood. */
export function wayOf(status: Status, history: readonly Told[]): Waypoint[] {
  const passed = (station: Station) =>
    history.findLast(({ event }) => passedBy[station].includes(event.type))?.at ?? null
  const ending = earlyEnding(status, history)
  const here = waitsAt[status] ?? (ending ? stoppedAt(ending.event.type, passed) : undefined)
  const position = here ? stations.indexOf(here) : stations.length
  return stations.map((station, index) => {
    if (index < position) return { station, state: 'done', at: passed(station) }
    if (index > position) return { station, state: 'next', at: null }
    return ending ? { station, state: 'stopped', at: ending.at } : { station, state: 'now', at: null }
  })
}

/** A refusal is an answer; whoever withdraws or never proves stops at the first station that was not passed. */
const stoppedAt = (ending: HistoryEvent['type'], passed: (station: Station) => unknown): Station =>
  ending === 'request-refused' ? 'answered' : (stations.find(station => !passed(station)) ?? 'answered')
