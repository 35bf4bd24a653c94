import { afterAll, beforeAll, expect, test } from 'vitest'
import { retryFailed } from '#lib/collection/retry-failed.ts'
import { viewPreview } from '#lib/packages/view-preview.ts'
import { type Desk, openDesk } from '#lib/requests/desk-for-tests.ts'
import {
  askForCopy,
  buildPackageOf,
  finishSearch,
  prove,
  requestId,
  startSearch,
} from '#lib/requests/request-for-tests.ts'
import { chaseOwners } from './chase-owners.ts'
import { aColleague, connectBinder, historyOf, mailsToOwners, takeAnswer, tokenToOwner } from './owner-for-tests.ts'
import { standIn } from './stand-in.ts'
import { viewOwnerLink } from './view-owner-link.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await connectBinder(desk.admin)
})
afterAll(() => desk.close())

/** So many hours pass for whoever was asked, and the minute's sweep comes by. */
async function pass(ref: string, hours: number): Promise<void> {
  const back = `- make_interval(hours => ${hours})`
  await desk.peek.query(`begin; select set_config('dossier.tx', 'test', true);
    update dossier.owner_question set asked_at = asked_at ${back}, due_at = due_at ${back} where request_id = '${await requestId(ref)}';
    commit`)
  await chaseOwners()
}

const letters = async (ref: string) => (await mailsToOwners(ref)).map(({ letter }) => letter).reverse()

test('an owner is reminded after three days and after seven, each once; then the officer is told and the copy is not complete', async () => {
  const { ref } = await askForCopy().then(async one => ({ ...one, person: await prove(one) }))
  await startSearch(ref)
  await finishSearch(ref)
  const token = await tokenToOwner(ref)
  await pass(ref, 71)
  expect(await letters(ref)).toEqual(['owner-asked'])
  await pass(ref, 2)
  await chaseOwners()
  expect(await letters(ref)).toEqual(['owner-asked', 'owner-reminded'])
  await pass(ref, 96)
  await chaseOwners()
  expect(await letters(ref)).toEqual(['owner-asked', 'owner-reminded', 'owner-reminded'])
  const [last] = await mailsToOwners(ref)
  expect(last!.text).toContain('3 Tage bleiben noch')
  await pass(ref, 72)
  await chaseOwners()
  expect(await historyOf(ref, 'owner-chased')).toMatchObject([{ cause: 'time' }, { cause: 'time' }])
  expect(await historyOf(ref, 'owner-silent')).toHaveLength(1)
  expect(await viewOwnerLink(aColleague(), token)).toMatchObject({ why: 'not-found' })
  await takeAnswer(ref)
  expect(await historyOf(ref, 'source-failed')).toMatchObject([{ source: 'hr-binder', reason: 'unanswered' }])
  await buildPackageOf(ref, desk.officer, false)
  const preview = await viewPreview(desk.officer, { ref })
  expect(preview).toMatchObject({
    ok: true,
    value: { missing: [{ dataset: 'hr-binder', reason: 'unanswered' }], package: { complete: false } },
  })
  const { rows } = await desk.peek.query(`select letter from dossier.mail where letter = 'team-owner-silent'`)
  expect(rows).toHaveLength(1)

  expect(await retryFailed(desk.officer, { ref, source: 'hr-binder' })).toMatchObject({ ok: true })
  expect(await letters(ref)).toHaveLength(4)
  expect(await viewOwnerLink(aColleague(), await tokenToOwner(ref))).toMatchObject({ ok: true })
  expect(await historyOf(ref, 'package-discarded')).toHaveLength(1)
}, 60_000)

test('missed while nobody worked, two reminders are one mail; an officer may answer after the time is over', async () => {
  const { ref } = await askForCopy().then(async one => ({ ...one, person: await prove(one) }))
  await startSearch(ref)
  await finishSearch(ref)
  await pass(ref, 24 * 8)
  expect(await letters(ref)).toEqual(['owner-asked', 'owner-reminded'])
  await pass(ref, 24 * 30)
  await takeAnswer(ref)
  const stood = await standIn(desk.officer, {
    ref,
    source: 'hr-binder',
    reason: 'He is on leave; I went and looked myself.',
  })
  expect(stood).toMatchObject({ ok: true })
  expect(await letters(ref)).toHaveLength(2)
  expect(await viewOwnerLink(aColleague(), stood.ok ? stood.value.token : '')).toMatchObject({ ok: true })
}, 60_000)
