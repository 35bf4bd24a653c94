import { afterAll, beforeAll, expect, it } from 'vitest'
import { commandLine } from '#lib/access/actor.ts'
import { beginHold } from '#lib/collection/begin-hold.ts'
import { liftHolds, recourseDays } from '#lib/collection/lift-holds.ts'
import { viewHeldRows, viewHolds } from '#lib/collection/view-holds.ts'
import { letPass, toldIn } from '#lib/identity/links-for-tests.ts'
import { closeRequest } from '#lib/requests/close-request.ts'
import { type Desk, openDesk } from '#lib/requests/desk-for-tests.ts'
import { done, longReason } from '#lib/requests/lives-for-tests.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { requestId, requestInReview } from '#lib/requests/request-for-tests.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const rows = ['1', '2', '3'].map(key => ({ dataset: 'site', collection: 'contact', key: [key] }))
const heldNow = async () => done(await viewHeldRows(commandLine, { source: 'site', rows })).map(({ key }) => key[0])

it('what was found may not be deleted until the request is closed and the time for complaint is over', async () => {
  const { ref } = await requestInReview()
  const id = await requestId(ref)
  const { rows: jobs } = await desk.peek.query("select payload from dossier.waiting_jobs() where job = 'begin-hold'")
  expect(jobs).toEqual([{ payload: { requestId: id, attempt: 1 } }])
  await beginHold({ requestId: id, attempt: 1 })
  await beginHold({ requestId: id, attempt: 1 })
  expect(await heldNow()).toEqual(['1', '2'])
  expect(done(await viewHolds(commandLine, { source: 'site' }))).toEqual([
    { dataset: 'site', collection: 'contact', rows: 2, requests: 1 },
  ])
  expect(await viewHolds(commandLine, { source: 'elsewhere' })).toEqual({ ok: false, why: 'not-found' })
  await beginHold({ requestId: id, attempt: 2 })
  expect(await heldNow()).toEqual(['1', '2'])
  done(await refuseRequest(desk.officer, { ref, ground: 'excessive', reason: longReason }))
  done(await closeRequest(desk.officer, { ref, outcome: 'refused-excessive' }))
  await letPass((recourseDays - 1) * 86_400)
  expect([await liftHolds(), await heldNow()]).toEqual([0, ['1', '2']])
  await letPass(2 * 86_400)
  expect([await liftHolds(), await heldNow()]).toEqual([1, []])
  const told = (await toldIn(`request:${id}`)).filter(({ type }) => type.startsWith('hold-'))
  expect(told.map(({ type, data }) => [type, data.records])).toEqual([
    ['hold-begun', 2],
    ['hold-lifted', 2],
  ])
})
