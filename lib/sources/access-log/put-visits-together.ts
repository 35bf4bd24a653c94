import type { Json } from '../contract.ts'
import type { Row } from '../files/format.ts'
import { readBrowser } from './read-browser.ts'

/** Whoever does nothing for half an hour and then comes back makes another visit, as web statistics have it. */
const pause = 30 * 60_000

export const visitColumns = [
  ...['cookie', 'began_at', 'ended_at', 'seconds_on_site', 'pages', 'entry_page', 'exit_page'],
  ...['referrer', 'domain', 'browser', 'operating_system', 'ip'],
]

type Visit = { row: Row; first: number; last: number; lines: number; exit: Json }

const pageOf = ({ values }: Row): Json => {
  const [, page] = String(values.request ?? values.request_uri ?? '').split(' ')
  return page ?? values.request_uri ?? null
}

const domainOf = (referrer: Json): Json => {
  try {
    return new URL(String(referrer)).hostname
  } catch {
    return null
  }
}

const text = (time: number): Json => (Number.isNaN(time) ? null : new Date(time).toISOString().replace('.000Z', 'Z'))

/** A visit as a row: known by the line it began with, reached as that line is. */
const rowOf = ({ row, first, last, lines, exit }: Visit): Row => {
  const { browser, system } = readBrowser(String(row.values.user_agent ?? ''))
  const referrer = row.values.referrer ?? null
  return {
    ...row,
    values: {
      ...row.values,
      began_at: text(first),
      ended_at: text(last),
      seconds_on_site: Number.isNaN(last - first) ? null : Math.round((last - first) / 1000),
      pages: lines,
      entry_page: pageOf(row),
      exit_page: exit,
      referrer,
      domain: domainOf(referrer),
      browser,
      operating_system: system,
    },
  }
}

/**
 * Puts the lines of each browser together to visits: where it came from, where it entered and left, and how long it stayed. Lines come in
 * the order of time, so that only the visits that may still go on are held.
 */
export async function* putVisitsTogether(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  const open = new Map<string, Visit>()
  for await (const row of rows) {
    const who = JSON.stringify([row.values.cookie, row.values.cookie === null ? row.values.ip : null])
    const time = Date.parse(String(row.values.time))
    const visit = open.get(who)
    if (visit && time - visit.last <= pause) {
      Object.assign(visit, { last: Math.max(visit.last, time), lines: visit.lines + 1, exit: pageOf(row) })
      continue
    }
    if (visit) yield rowOf(visit)
    open.delete(who)
    open.set(who, { row, first: time, last: time, lines: 1, exit: pageOf(row) })
  }
  for (const visit of open.values()) yield rowOf(visit)
}
