import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import type { HistoryEvent } from '#lib/history/events.ts'
import { movesOf } from './moves-of.ts'
import type { Status } from './status.ts'
import { wayOf } from './way-of.ts'

const start = Temporal.Instant.from('2026-03-02T09:00:00Z')
const dates = (dueOn: string) => ({ dueOn, dueAt: `${dueOn}T23:00:00Z`, safeOn: dueOn })
const told = (...events: HistoryEvent[]) => events.map((event, hours) => ({ at: start.add({ hours }), event }))

const submitted: HistoryEvent = {
  type: 'request-submitted',
  ref: 'D-7K3M-9QXA',
  right: 'access',
  channel: 'portal',
  country: 'GB',
  locale: 'en',
  receivedAt: start.toString(),
  rules: ['uk_gdpr.access'],
  intake: '00',
  ...dates('2026-04-02'),
}
const proved = (dueOn: string): HistoryEvent => ({ type: 'address-proved', level: 'L1', person: 'x', ...dates(dueOn) })
const searched: HistoryEvent = { type: 'collection-finished', attempt: 1, records: 3, failed: 0 }
const released: HistoryEvent = { type: 'package-released', package: 'x', expiresAt: start.toString(), complete: true }
const refused: HistoryEvent = { type: 'request-refused', ground: 'excessive', reason: '00' }

const statesOf = (status: Status, ...events: HistoryEvent[]) =>
  wayOf(status, told(...events))
    .map(({ state }) => state)
    .join(' ')

test('a request that waits for its mailbox stands at the proof', () => {
  expect(statesOf('received', submitted)).toBe('done now next next next')
})

test('while the search runs, and again when it is repeated, the request stands at the search', () => {
  expect(statesOf('proved', submitted, proved('2026-04-02'))).toBe('done done now next next')
  expect(statesOf('collecting', submitted, proved('2026-04-02'), searched)).toBe('done done now next next')
})

test('a copy that is prepared but not released is still being read', () => {
  expect(statesOf('ready', submitted, proved('2026-04-02'), searched)).toBe('done done done now next')
})

test('a released request has passed every station, each with its time', () => {
  const way = wayOf('released', told(submitted, proved('2026-04-02'), searched, released))
  expect(way.every(({ state }) => state === 'done')).toBe(true)
  expect(way.map(({ at }) => at?.toString().slice(11, 13))).toEqual(['09', '10', '11', '12', '12'])
})

test('a request whose mailbox was never confirmed ends at the proof', () => {
  expect(statesOf('lapsed', submitted, { type: 'request-lapsed' })).toBe('done stopped next next next')
})

test('a request taken back ends where it stood', () => {
  expect(statesOf('withdrawn', submitted, proved('2026-04-02'), { type: 'request-withdrawn' })).toBe(
    'done done stopped next next',
  )
})

test('a refusal was read and ends at the answer', () => {
  expect(statesOf('refused', submitted, proved('2026-04-02'), searched, refused)).toBe('done done done done stopped')
})

test('a refusal that a granted appeal took back has ended nothing: somebody reads again, and an answer may come', () => {
  const granted: HistoryEvent = {
    type: 'dispute-decided',
    dispute: 'x',
    kind: 'appeal',
    outcome: 'granted',
    reason: '00',
  }
  const again = [submitted, proved('2026-04-02'), searched, refused, granted]
  expect(statesOf('review', ...again)).toBe('done done done now next')
  expect(statesOf('released', ...again, released)).toBe('done done done done done')
})

test('closing changes nothing about how far a request came', () => {
  const closed: HistoryEvent = { type: 'request-closed', outcome: 'fulfilled-full' }
  expect(statesOf('closed', submitted, proved('2026-04-02'), searched, released, closed)).toBe(
    'done done done done done',
  )
})

test('in the United Kingdom a late proof moves the due date, and the person is told from when to when', () => {
  expect(movesOf(told(submitted, proved('2026-04-07')))).toEqual([
    {
      at: start.add({ hours: 1 }),
      by: 'address-proved',
      from: Temporal.PlainDate.from('2026-04-02'),
      to: Temporal.PlainDate.from('2026-04-07'),
    },
  ])
})

test('a proof that leaves the date where it was moved nothing', () => {
  expect(movesOf(told(submitted, proved('2026-04-02')))).toEqual([])
})

test('each further move starts from the date before it', () => {
  const extended: HistoryEvent = {
    type: 'deadline-extended',
    under: ['uk_gdpr.access'],
    ground: 'number',
    was: '2026-04-07',
    reason: '00',
    ...dates('2026-06-08'),
  }
  const moves = movesOf(told(submitted, proved('2026-04-07'), extended))
  expect(moves.map(({ by, from, to }) => `${by} ${from} ${to}`)).toEqual([
    'address-proved 2026-04-02 2026-04-07',
    'deadline-extended 2026-04-07 2026-06-08',
  ])
})
