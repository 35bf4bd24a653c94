import { mkdtemp, open, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signAs } from '#lib/history/history-signer.ts'
import { saveWording } from '#lib/letters/save-wording.ts'
import { viewWording } from '#lib/letters/view-wording.ts'
import { ownWording } from '#lib/letters/wording.ts'
import { correctAuthority } from '#lib/organisation/correct-authority.ts'
import { bundleComplaint } from '#lib/packages/bundle-complaint.ts'
import { openArchive } from '#lib/packages/read-archive.ts'
import { verifyPackage } from '#lib/packages/verify-package.ts'
import { changeRegime } from './change-regime.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { extendDeadline } from './extend-deadline.ts'
import { refuseRequest } from './refuse-request.ts'
import { requestInReview } from './request-for-tests.ts'
import { viewComplaint } from './view-complaint.ts'
import { viewCorrespondence } from './view-correspondence.ts'
import { viewLetterDraft } from './view-letter-draft.ts'
import { viewOwnRequest } from './view-own-request.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  signAs('https://portal.test')
})
afterAll(() => desk.close())

const reason = 'Eleven systems must be told apart before we can answer.'
const own = ownWording('deadline-extended', 'en')
const ours = { kind: 'deadline-extended', locale: 'en', reason: 'Plainer words for this.' } as const
const written = async (person: Parameters<typeof viewOwnRequest>[0], ref: string) => {
  const found = await viewOwnRequest(person, ref)
  if (!found.ok) throw new Error(found.why)
  return found.value.letters.map(({ letter, said }) => ({ kind: letter.kind, ...said.en! }))
}
const told = async (type: string) =>
  (await desk.peek.query('select stream, data from dossier.history_event where type = $1 order by at', [type])).rows

test('a letter sealed before an edit reads as before; the next one follows the new text, and its event says which', async () => {
  const [before, after] = [await requestInReview(), await requestInReview()]
  expect(await extendDeadline(desk.officer, { ref: before.ref, ground: 'complexity', reason })).toMatchObject({
    ok: true,
  })
  const first = await written(before.person, before.ref)
  const saved = await saveWording(desk.admin, { ...ours, basedOn: '0', subject: 'A little more time', body: own.body })
  expect(saved).toMatchObject({ ok: true, value: { version: 1 } })
  expect(await extendDeadline(desk.officer, { ref: after.ref, ground: 'complexity', reason })).toMatchObject({
    ok: true,
  })
  expect(await written(before.person, before.ref)).toEqual(first)
  const last = (await written(after.person, after.ref)).at(-1)
  expect(last).toMatchObject({ version: 1, page: { subject: 'A little more time' } })
  expect(last?.page.paragraphs).toContainEqual({ quoted: reason })
  const steps = last?.page.paragraphs.find(paragraph => 'steps' in paragraph)
  expect(JSON.stringify(steps)).toContain('Extended: three months from the start of the clock')
  const events = (await told('letter-written')).filter(({ data }) => data.kind === 'deadline-extended')
  expect(events.map(({ data }) => data.wording)).toEqual([
    ['en:0', 'de:0'],
    ['en:1', 'de:0'],
  ])
  const seen = await viewCorrespondence(desk.officer, { ref: after.ref })
  expect(seen.ok && seen.value.letters.at(-1)?.page).toEqual(last?.page)
})

test('a text with an unknown variable is refused and nothing is kept; of two admins one learns of the other', async () => {
  const before = await viewWording(desk.admin, { kind: 'deadline-extended', locale: 'de' })
  const wrong = { ...ours, locale: 'de' as const, basedOn: '0', subject: 'x', body: `${own.body}\n\n{whatever}` }
  expect(await saveWording(desk.admin, wrong)).toMatchObject({ ok: false, why: 'wording-wrong' })
  expect(await viewWording(desk.admin, { kind: 'deadline-extended', locale: 'de' })).toEqual(before)
  expect(await saveWording(desk.admin, { ...ours, basedOn: '0', subject: 'Late', body: own.body })).toMatchObject({
    why: 'changed-meanwhile',
  })
})

test('an officer and an auditor may not write the texts; a version stays as it was for the owner too', async () => {
  for (const actor of [desk.officer, desk.auditor])
    expect(await saveWording(actor, { ...ours, basedOn: '1', subject: 'x', body: own.body })).toMatchObject({
      why: 'not-allowed',
    })
  await expect(
    desk.peek.query(`begin; set local dossier.tx = 'x'; update dossier.letter_wording set subject = 'y'`),
  ).rejects.toMatchObject({ code: 'DS003' })
  await desk.peek.query('rollback')
})

test('a refusal names the authority at the seat and the one at home, as corrected, and the court', async () => {
  const { ref, person } = await requestInReview()
  const corrected = {
    id: 'ie',
    name: 'An Coimisiún um Chosaint Sonraí',
    url: 'https://www.dataprotection.ie/ga',
    source: 'its page',
  }
  expect(await correctAuthority(desk.admin, corrected)).toMatchObject({ ok: true })
  expect(await refuseRequest(desk.officer, { ref, ground: 'excessive', reason })).toMatchObject({ ok: true })
  const refusal = (await written(person, ref)).at(-1)
  const text = JSON.stringify(refusal?.page)
  expect(text).toContain('Data Protection Commission')
  expect(text).toContain('An Coimisiún um Chosaint Sonraí')
  expect(text).toContain('Art. 79 GDPR')
  expect((await told('authority-corrected')).map(({ data }) => data.authority)).toEqual(['ie'])
})

test('who proved their mailbox gets an acknowledgement with reference, day and derivation', async () => {
  const { ref, person } = await requestInReview()
  const [first] = await written(person, ref)
  expect(first).toMatchObject({ kind: 'request-acknowledged', page: { subject: `We have your request ${ref}` } })
  expect(first?.page.paragraphs.some(paragraph => 'steps' in paragraph)).toBe(true)
})

test('an officer reads the very letter before it is sent, and sending it changes no word', async () => {
  const { ref, person } = await requestInReview()
  const asked = { ref, kind: 'deadline-extended', ground: 'number', reason } as const
  expect(await viewLetterDraft(desk.auditor, asked)).toMatchObject({ why: 'not-allowed' })
  expect(await viewLetterDraft(desk.officer, { ...asked, reason: 'short' })).toMatchObject({
    value: { fields: { reason: ['reason.too-short'] } },
  })
  const draft = await viewLetterDraft(desk.officer, asked)
  expect(await extendDeadline(desk.officer, { ref, ground: 'number', reason })).toMatchObject({ ok: true })
  expect(draft.ok && 'page' in draft.value && draft.value.page).toEqual((await written(person, ref)).at(-1)?.page)
})

test('who was refused takes away a bundle that anybody can check offline; who is in time is offered none', async () => {
  const [waiting, refused] = [await requestInReview(), await requestInReview()]
  expect(await refuseRequest(desk.officer, { ref: refused.ref, ground: 'unfounded', reason })).toMatchObject({
    ok: true,
  })
  expect(await viewComplaint(waiting.person, waiting.ref)).toMatchObject({ ok: false })
  expect(await viewComplaint(waiting.person, refused.ref)).toMatchObject({ ok: false, why: 'not-found' })
  const found = await viewComplaint(refused.person, refused.ref)
  if (!found.ok) throw new Error(found.why)
  expect(found.value).toMatchObject({ ground: 'refused', refusal: 'unfounded', letters: [{}, {}] })
  const { id, ref, now } = found.value
  const zip = await bundleComplaint({
    requestId: id,
    ref,
    at: now.toString(),
    texts: { 'complaint.txt': 'Dear authority' },
  })
  const file = join(await mkdtemp(join(tmpdir(), 'dossier-complaint-')), 'bundle.zip')
  await writeFile(file, zip)
  const handle = await open(file, 'r')
  const checked = await verifyPackage(await openArchive(handle.fd), null)
  await handle.close()
  expect(checked).toMatchObject({ ok: true, proofs: found.value.history.length, manifest: { ref, complete: false } })
})

test('an extension under one law says so where the day of another stays, and names no day that is none', async () => {
  const { ref, person } = await requestInReview()
  const rules = ['eu_gdpr.access', 'br_lgpd.access_full']
  expect(await changeRegime(desk.officer, { ref, rules, reason })).toMatchObject({ ok: true })
  const before = await viewOwnRequest(person, ref)
  const stays = before.ok ? before.value.due.on.toString() : ''
  const ground = 'complexity'
  const draft = await viewLetterDraft(desk.officer, { ref, kind: 'deadline-extended', ground, reason })
  expect(await extendDeadline(desk.officer, { ref, ground, reason })).toMatchObject({ ok: true, value: { due: stays } })
  const after = await viewOwnRequest(person, ref)
  if (!after.ok) throw new Error(after.why)
  const { letter, said } = after.value.letters.at(-1)!
  expect(letter).toMatchObject({ kind: 'deadline-extended', data: { stays: true } })
  const { was, due } = letter.data as { was: string; due: string }
  expect([was > stays, due > was]).toEqual([true, true])
  expect(said.en!.page.paragraphs[0]).toMatchObject({ text: expect.stringContaining('that day stays') })
  expect(draft.ok && 'page' in draft.value && draft.value.page).toEqual(said.en!.page)
})
