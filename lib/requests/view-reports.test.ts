import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { raiseDispute } from '#lib/disputes/raise-dispute.ts'
import { changeRegime } from './change-regime.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { refuseRequest } from './refuse-request.ts'
import { askForCopy, requestInReview } from './request-for-tests.ts'
import { byWeek, daysAhead, viewReports } from './view-reports.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const meddle = (ref: string, set: string) =>
  desk.peek.query(
    `select set_config('dossier.tx', 'test', false); update dossier.request set ${set} where ref = '${ref}'`,
  )
const reason = 'A law restricts the right in this case.'
const text = 'You left out everything before 2024.'

test('the plots count what a hand counts: due by day, overdue, open by status, answered in time', async () => {
  await askForCopy()
  const today = `(now() at time zone 'Europe/Dublin')::date`
  const [late, soon, also, beyond, refused, refusedLate, paused, british] = [
    await requestInReview(),
    await requestInReview(),
    await requestInReview(),
    await requestInReview(),
    await requestInReview(),
    await requestInReview(),
    await requestInReview(),
    await requestInReview(),
  ]
  await changeRegime(desk.officer, { ref: british.ref, rules: ['uk_gdpr.access'], reason })
  await meddle(british.ref, `due_on = ${today} + 5, due_at = now() + interval '5 days'`)
  await meddle(late.ref, `due_on = ${today} - 3, due_at = now() - interval '2 days'`)
  for (const { ref } of [soon, also]) await meddle(ref, `due_on = ${today} + 5, due_at = now() + interval '5 days'`)
  await meddle(beyond.ref, `due_on = ${today} + ${daysAhead}, due_at = now() + interval '${daysAhead} days'`)
  await refuseRequest(desk.officer, { ref: refused.ref, ground: 'exempt', reason })
  await meddle(refusedLate.ref, `due_on = ${today} - 1, due_at = now() - interval '1 hour'`)
  const lateness = 'Two archives had to be read from tape.'
  await refuseRequest(desk.officer, { ref: refusedLate.ref, ground: 'exempt', reason, lateness })
  // A clock that stands still is not late, whatever day it was to reach.
  await meddle(paused.ref, `due_on = ${today} - 3, due_at = now() - interval '2 days', paused_since = ${today} - 9`)
  expect(await raiseDispute(british.person, { ref: british.ref, kind: 'complaint', text })).toMatchObject({ ok: true })
  const found = await viewReports(desk.officer, undefined)
  if (!found.ok) throw new Error(found.why)
  const { overdue, disputes, lateDuties, due, byStatus, answered } = found.value
  expect({ overdue, disputes, lateDuties }).toEqual({ overdue: 1, disputes: 1, lateDuties: 0 })
  await desk.peek.query(
    "update dossier.deadline set due_at = now() - interval '1 hour' where duty = 'complaint_acknowledgement'",
  )
  expect(await viewReports(desk.officer, undefined)).toMatchObject({ value: { disputes: 1, lateDuties: 1 } })
  expect(due).toHaveLength(daysAhead)
  expect(
    due.filter(({ count }) => count > 0).map(({ on, count }) => [found.value.today.until(on).days, count]),
  ).toEqual([[5, 3]])
  expect(byStatus).toEqual([{ status: 'review', count: 6 }])
  expect(answered).toHaveLength(12)
  expect(answered.at(-1)).toMatchObject({ answered: 2, inTime: 1 })
  expect(await viewReports(desk.auditor, undefined)).toEqual({ ok: false, why: 'not-allowed' })
})

test('weeks begin on Monday and lose nothing', () => {
  const first = Temporal.PlainDate.from('2026-11-27')
  const days = Array.from({ length: 12 }, (_, add) => ({ on: first.add({ days: add }), count: add }))
  expect(byWeek(days).map(({ on, count }) => [on.toString(), count])).toEqual([
    ['2026-11-23', 0 + 1 + 2],
    ['2026-11-30', 3 + 4 + 5 + 6 + 7 + 8 + 9],
    ['2026-12-07', 10 + 11],
  ])
})
