import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { viewFindings } from '#lib/collection/view-findings.ts'
import { begin } from '#lib/db/begin.ts'
import type { RequestEvent } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { type Desk, openDesk } from '#lib/requests/desk-for-tests.ts'
import { differences, type Replayed, replay } from '#lib/requests/replay.ts'
import { readReplayed } from '#lib/requests/replayed-store.ts'
import { askForCopy, prove, requestId, startSearch } from '#lib/requests/request-for-tests.ts'
import { withdrawRequest } from '#lib/requests/withdraw-request.ts'
import { removeFile } from './add-file.ts'
import { answerAsOwner } from './answer-as-owner.ts'
import { changeOwner, chaseOwner } from './chase-owner.ts'
import { lookAsOwner } from './look-as-owner.ts'
import {
  aColleague,
  asked,
  binder,
  connectBinder,
  contentOf,
  give,
  historyOf,
  mailsToOwners,
  objectsOf,
  takeAnswer,
} from './owner-for-tests.ts'
import { setManualSource } from './set-manual-source.ts'
import { standIn } from './stand-in.ts'
import { viewOwnerLink, viewOwnerQuestion } from './view-owner-link.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
  await connectBinder(desk.admin)
})
afterAll(() => desk.close())

const origin = () => randomUUID()
const answer = (token: string, raw: { answer?: string; note?: string }) =>
  answerAsOwner(aColleague(), { token, origin: origin(), ...raw } as Parameters<typeof answerAsOwner>[1])
const status = async (ref: string) =>
  (await desk.peek.query('select status from dossier.request where ref = $1', [ref])).rows[0].status
const coverage = async (ref: string) =>
  (
    await desk.peek.query(
      `select dataset, collection, result, count, reason from dossier.coverage where request_id = $1 and source = 'hr-binder'`,
      [await requestId(ref)],
    )
  ).rows

async function replays(ref: string) {
  const id = await requestId(ref)
  return begin(worker, async ({ tx }) => {
    const told = await readStream(tx, `request:${id}`)
    const folded = told.reduce<Replayed | null>(
      (before, { event, at }) => replay(before, event as RequestEvent, at),
      null,
    )
    return differences(folded!, (await readReplayed(tx, [id])).get(id)!)
  })
}

describe('a colleague who is asked', () => {
  test('gets a mail in their language that names nobody, with a link that is kept as a hash', async () => {
    const { ref, address, token } = await asked()
    const [mail] = await mailsToOwners(ref)
    expect(mail).toMatchObject({
      to: 'hr@portal.test',
      letter: 'owner-asked',
      subject: 'Bitte suchen Sie nach Daten einer Person',
    })
    expect(mail!.text).toContain('binnen 10 Tagen')
    expect(mail!.text).not.toContain(address)
    expect(mail!.text).not.toContain(ref)
    const { rows } = await desk.peek.query('select to_jsonb(l)::text as row from dossier.owner_link l')
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(await status(ref)).toBe('collecting')
  })

  test('hears whose data it is after pressing the button, which the history tells; a scanner learns nothing', async () => {
    const { ref, address, token } = await asked()
    expect(await viewOwnerLink(aColleague(), token)).toEqual({ ok: true, value: { open: true } })
    expect(await historyOf(ref, 'owner-looked')).toEqual([])
    expect(await lookAsOwner(aColleague(), { token, origin: origin() })).toMatchObject({ ok: true })
    expect(await historyOf(ref, 'owner-looked')).toHaveLength(1)
    expect(await viewOwnerQuestion(aColleague(), token)).toMatchObject({
      value: { addresses: [address], label: binder.label, files: [], instead: false },
    })
    expect(await lookAsOwner(aColleague(), { token: 'x'.repeat(43), origin: origin() })).toMatchObject({
      why: 'owner-link-over',
    })
  })

  test('gives files that are sealed as they come, takes one back, and answers: the officer finds them as records', async () => {
    const { ref, token } = await asked()
    expect(await give(token, 'C:\\scans\\Größe <1>.pdf', Buffer.from('page one'))).toMatchObject({ ok: true })
    expect(await give(token, '../../../etc/passwd', Buffer.from('second'))).toMatchObject({ ok: true })
    expect(await give(token, 'nothing.txt', Buffer.of())).toMatchObject({ why: 'file-empty' })
    const before = (await objectsOf(ref)).filter(name => name.startsWith('o-'))
    expect(before).toHaveLength(2)
    const seen = await viewOwnerQuestion(aColleague(), token)
    const files = seen.ok ? seen.value.files : []
    expect(files.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['Größe <1>.pdf', 8],
      ['passwd', 6],
    ])
    const { rows } = await desk.peek.query('select to_jsonb(f)::text as row from dossier.owner_file f')
    expect(JSON.stringify(rows)).not.toContain('passwd')
    const taken = await removeFile(aColleague(), { token, origin: origin(), file: files[1]!.id })
    expect(taken).toMatchObject({ ok: true })
    expect(await answer(token, { answer: 'found', note: 'Two pages from 2019.' })).toMatchObject({ ok: true })
    await takeAnswer(ref)
    expect(await status(ref)).toBe('review')
    expect(await coverage(ref)).toEqual([
      { dataset: 'hr-binder', collection: 'answer', result: 'found', count: 2, reason: null },
    ])
    const found = await viewFindings(desk.officer, {
      ref,
      dataset: 'hr-binder',
      collection: 'answer',
      from: 0,
      limit: 9,
    })
    const records = found.ok ? found.value.records.map(({ record }) => record.values) : []
    expect(records).toEqual([
      { note: 'Two pages from 2019.' },
      {
        file: 'files/hr-binder-01-Grosse-1.pdf',
        original_name: 'Größe <1>.pdf',
        bytes: 8,
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ])
    // The one that was taken back lies there no more: nobody will ever name it.
    const left = (await objectsOf(ref)).filter(name => name.startsWith('o-'))
    expect(left).toHaveLength(1)
    expect(await contentOf(ref, left[0]!)).toEqual(Buffer.from('page one'))
    expect(await historyOf(ref, 'owner-answered')).toMatchObject([{ answer: 'found', files: 1, instead: false }])
    expect(await replays(ref)).toEqual([])
  })

  test('answers "nothing": searched and empty', async () => {
    const { ref, token } = await asked()
    expect(await answer(token, { answer: 'nothing' })).toMatchObject({ ok: true })
    await takeAnswer(ref)
    expect(await coverage(ref)).toMatchObject([{ result: 'empty', count: 0 }])
    expect(await status(ref)).toBe('review')
  })

  test('cannot say: a failure with a reason, so that no copy calls itself complete', async () => {
    const { ref, token } = await asked()
    expect(await answer(token, { answer: 'exception', note: 'no' })).toMatchObject({
      fields: { note: ['owner.reason-missing'] },
    })
    expect(await answer(token, { answer: 'exception', note: 'The binder was lost in the flood.' })).toMatchObject({
      ok: true,
    })
    await takeAnswer(ref)
    expect(await coverage(ref)).toMatchObject([{ result: 'failed', reason: 'owner-exception' }])
    expect(await historyOf(ref, 'source-failed')).toMatchObject([{ source: 'hr-binder', reason: 'owner-exception' }])
  })

  test('is told what does not fit: nothing chosen, something without anything, nothing with files', async () => {
    const { token } = await asked()
    expect(await answer(token, {})).toMatchObject({ fields: { answer: ['owner.answer-missing'] } })
    expect(await answer(token, { answer: 'found' })).toMatchObject({ fields: { answer: ['owner.nothing-given'] } })
    await give(token, 'a.txt', Buffer.from('a'))
    expect(await answer(token, { answer: 'nothing' })).toMatchObject({ fields: { answer: ['owner.files-given'] } })
  })

  test('answers once: of two at the same time one is told that it is over, and nothing can be added behind it', async () => {
    const { ref, token } = await asked()
    const both = await Promise.all([answer(token, { answer: 'nothing' }), answer(token, { answer: 'nothing' })])
    expect(both.map(result => (result.ok ? 'ok' : result.why)).sort()).toEqual(['ok', 'owner-link-over'])
    expect(await give(token, 'late.pdf', Buffer.from('late'))).toMatchObject({ ok: false })
    expect(await viewOwnerLink(aColleague(), token)).toMatchObject({ why: 'not-found' })
    await takeAnswer(ref)
    await takeAnswer(ref)
    expect(await historyOf(ref, 'source-searched')).toHaveLength(2)
  })

  test('is asked no more when the person withdraws', async () => {
    const { ref, person, token } = await asked()
    expect(await withdrawRequest(person, { ref })).toMatchObject({ ok: true })
    expect(await answer(token, { answer: 'nothing' })).toMatchObject({ why: 'owner-link-over' })
  })

  test('cannot send more than a file may have: what came is gone', async () => {
    const { ref, token } = await asked()
    const chunk = Buffer.alloc(100_000)
    async function* endless() {
      for (;;) yield chunk
    }
    expect(await give(token, 'endless.bin', endless(), 250_000)).toMatchObject({ why: 'file-too-large' })
    expect((await objectsOf(ref)).filter(name => name.startsWith('o-'))).toEqual([])
  })
})

test('a place that an admin gives up is asked no more', async () => {
  await connectBinder(desk.admin, { key: 'old-binder', asked: 'no' })
  const request = await askForCopy()
  await prove(request)
  await startSearch(request.ref)
  expect(await historyOf(request.ref, 'collection-started')).toMatchObject([{ sources: ['hr-binder', 'site'] }])
})

describe('an officer', () => {
  test('reminds; asks somebody else, whose link works while the first one does not', async () => {
    const { ref, token } = await asked()
    expect(await chaseOwner(desk.officer, { ref, source: 'hr-binder' })).toMatchObject({ ok: true })
    expect((await mailsToOwners(ref)).map(({ letter }) => letter)).toEqual(['owner-reminded', 'owner-asked'])
    // Who opens the first mail after the second still gets in.
    expect(await viewOwnerLink(aColleague(), token)).toMatchObject({ ok: true })
    const change = { ref, source: 'hr-binder', address: 'deputy@portal.test', locale: 'en' }
    expect(await changeOwner(desk.officer, { ...change, address: 'two words@portal.test' })).toMatchObject({
      fields: { address: expect.anything() },
    })
    expect(await changeOwner(desk.officer, change)).toMatchObject({ ok: true })
    expect(await viewOwnerLink(aColleague(), token)).toMatchObject({ why: 'not-found' })
    const [mail] = await mailsToOwners(ref)
    expect(mail).toMatchObject({ to: 'deputy@portal.test', letter: 'owner-asked' })
    expect(await answer(mail!.token, { answer: 'nothing' })).toMatchObject({ ok: true })
  })

  test('answers in the colleague’s stead with a reason, and it is told as theirs', async () => {
    const { ref } = await asked()
    const say = { ref, source: 'hr-binder' }
    expect(await standIn(desk.officer, { ...say, reason: 'short' })).toMatchObject({
      fields: { reason: expect.anything() },
    })
    const stood = await standIn(desk.officer, { ...say, reason: 'Ms. Sommer rang and said that there is nothing.' })
    const token = stood.ok ? stood.value.token : ''
    expect(await viewOwnerQuestion(aColleague(), token)).toMatchObject({ value: { instead: true } })
    expect(await answer(token, { answer: 'nothing' })).toMatchObject({ ok: true })
    expect(await historyOf(ref, 'owner-answered')).toMatchObject([{ instead: true }])
    expect(await standIn(desk.officer, { ...say, reason: 'Once more, with a reason long enough.' })).toMatchObject({
      why: 'already-done',
    })
  })

  test('acts; an auditor may look, never touch; an admin says who is asked', async () => {
    const { ref, person } = await asked()
    for (const actor of [desk.auditor, desk.admin, person]) {
      const say = { ref, source: 'hr-binder' }
      expect(await chaseOwner(actor, say)).toMatchObject({ why: 'not-allowed' })
      expect(await standIn(actor, { ...say, reason: 'A reason of more than twenty letters.' })).toMatchObject({
        why: 'not-allowed',
      })
    }
    expect(await setManualSource(desk.officer, binder)).toMatchObject({ why: 'not-allowed' })
    expect(await setManualSource(desk.admin, { ...binder, key: 'site' })).toMatchObject({
      fields: { key: ['source.key-taken'] },
    })
    expect(await setManualSource(desk.admin, { ...binder, days: 0, label: ' ' })).toMatchObject({
      fields: { days: ['owner.days'], label: ['owner.fact-missing'] },
    })
  })
})
