import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { askIdentity } from '#lib/assurance/ask-identity.ts'
import { beginCollection } from '#lib/collection/begin-collection.ts'
import { begin } from '#lib/db/begin.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { aVisitor, letPass, mailsTo, tokensTo, toldIn } from '#lib/identity/links-for-tests.ts'
import { proveAddress } from '#lib/identity/prove-address.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { closeRequest } from './close-request.ts'
import { lapseUnproved } from './lapse-request.ts'
import { done, longReason, officer, openHouse } from './lives-for-tests.ts'
import { proveByPost } from './prove-by-post.ts'
import { refuseRequest } from './refuse-request.ts'
import { takeInRequest } from './take-in-request.ts'
import { viewCorrespondence } from './view-correspondence.ts'
import { viewLettersToPost } from './view-letters-to-post.ts'
import { writeToPerson } from './write-to-person.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
let today: string
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await openHouse()
  today = await begin(worker, async ({ now }) => now.toZonedDateTimeISO('Europe/Dublin').toPlainDate().toString())
})
afterAll(() => portal.stop())

const letter = (change: { [name: string]: string } = {}) => ({
  ...{ channel: 'post' as const, receivedOn: '2026-11-02', address: `${randomUUID()}@example.org` },
  ...{ country: 'IE' as const, relation: 'customer' as const, message: 'Please send me all you hold. M. Example' },
  ...{ locale: 'en', behalf: 'self' as const, proof: 'link' as const },
  ...change,
})
const daysAgo = (days: number) => Temporal.PlainDate.from(today).subtract({ days }).toString()
const rowOf = async (ref: string) =>
  (await portal.peek.query('select *, received_at::text as received from dossier.request where ref = $1', [ref]))
    .rows[0]

describe('a request that came by post or phone', () => {
  it('counts from the day it truly came, and waits for its person’s proof like any other', async () => {
    const receivedOn = daysAgo(12)
    const given = letter({ receivedOn })
    const { ref } = done(await takeInRequest(officer, given))
    const row = await rowOf(ref)
    expect(row).toMatchObject({ status: 'received', channel: 'post', person_id: null })
    expect(row.received.slice(0, 10)).toBe(receivedOn)
    const told = await toldIn(`request:${row.id}`)
    expect(told.map(({ type }) => type)).toEqual(['request-submitted', 'link-sent'])
    expect(told[0]!.data).toMatchObject({ channel: 'post', rules: ['eu_gdpr.access'] })
    expect(JSON.stringify(told)).not.toContain('Example')
    expect((await mailsTo(given.address)).map(mail => mail.letter)).toEqual(['prove-request'])
    const [token] = await tokensTo(given.address)
    expect((await proveAddress(aVisitor(), { token: token!, origin: 'x' })).ok).toBe(true)
    expect((await rowOf(ref)).status).toBe('proved')
    expect((await mailsTo('privacy@example.org')).map(mail => mail.letter)).toContain('team-new-request')
  })

  it('came a year ago: it is late at once, and its person still has time to prove who they are', async () => {
    const { ref } = done(await takeInRequest(officer, letter({ receivedOn: daysAgo(365) })))
    const row = await rowOf(ref)
    expect(row.due_at.getTime()).toBeLessThan(Date.now())
    expect(row.lapse_at.getTime()).toBeGreaterThan(Date.now() + 13 * 86_400_000)
  })

  it.each([
    ['tomorrow', { receivedOn: '2999-01-01' }, { receivedOn: ['received.future'] }],
    ['before 2018', { receivedOn: '2017-12-31' }, { receivedOn: ['received.too-early'] }],
    ['no day', { receivedOn: '' }, { receivedOn: ['received.missing'] }],
    ['a day that is none', { receivedOn: '2026-02-30' }, { receivedOn: ['received.unreadable'] }],
    ['the portal’s own form', { channel: 'portal' }, { channel: ['channel.missing'] }],
    ['nothing asked', { message: ' ' }, { message: ['letter.missing'] }],
    [
      'an agent without name',
      { behalf: 'agent' },
      { agent: ['agent.missing'], authority: ['authority-shown.missing'] },
    ],
    ['no postal address', { proof: 'post' }, { postal: ['postal-address.missing'] }],
  ])('is not taken in with %s', async (_what, change, fields) => {
    const refused = await takeInRequest(officer, letter(change as { [name: string]: string }) as never)
    expect(refused).toEqual({ ok: false, why: 'invalid', fields })
  })

  it('is taken in by officers alone: an auditor may look, never touch', async () => {
    for (const kind of ['auditor', 'admin', 'visitor'] as const)
      expect(await takeInRequest({ kind, id: randomUUID() }, letter())).toEqual({ ok: false, why: 'not-allowed' })
  })
})

describe('on behalf of somebody', () => {
  it('an agent asks, and the person confirms by their own address before anything is searched', async () => {
    const agent = {
      behalf: 'agent',
      agent: 'Lindqvist Law, office@law.test',
      authority: 'Signed authority of 3 March, seen.',
    }
    const { ref } = done(await takeInRequest(officer, letter(agent) as never))
    const { id } = await rowOf(ref)
    expect(await beginCollection({ requestId: id })).toMatchObject({ why: 'already-done' })
    expect(done(await viewCorrespondence(officer, { ref })).behalf).toMatchObject({ name: agent.agent })
    const [submitted] = await toldIn(`request:${id}`)
    expect(submitted!.data.behalf).toBe('agent')
    expect(JSON.stringify(submitted)).not.toMatch(/Lindqvist|authority of/)
    expect(await mailsTo('office@law.test')).toEqual([])
  })
})

describe('somebody without a mailbox', () => {
  const byPost = { proof: 'post', postal: 'M. Example\n2 Long Lane\nCork' }

  it('proves a postal address by a code, and nothing is ever mailed to the address that is searched for', async () => {
    const given = letter(byPost)
    const { ref } = done(await takeInRequest(officer, given as never))
    const { code, address } = done(await viewLettersToPost(officer, { ref }))
    expect(address).toBe(byPost.postal)
    expect(await proveByPost(officer, { ref, code: 'AAAA-AAAA', seen: longReason })).toEqual({
      ok: false,
      why: 'invalid',
      fields: { code: ['code.wrong'] },
    })
    done(await proveByPost(officer, { ref, code: ` ${code!.toLowerCase().replace('-', ' ')}`, seen: longReason }))
    const row = await rowOf(ref)
    expect(row.status).toBe('proved')
    const types = (await toldIn(`request:${row.id}`)).map(({ type }) => type)
    expect([types[1], types.includes('link-sent')]).toEqual(['code-made', false])
    expect((await toldIn(`request:${row.id}`)).slice(-2)).toMatchObject([
      { type: 'post-proved' },
      { type: 'letter-written', data: { kind: 'request-acknowledged' } },
    ])
    expect(await writeToPerson(officer, { ref, text: 'Hello.' })).toEqual({ ok: false, why: 'no-mailbox' })
    done(await refuseRequest(officer, { ref, ground: 'excessive', reason: longReason }))
    expect(await mailsTo(given.address)).toEqual([])
    expect((await mailsTo('privacy@example.org')).map(mail => mail.letter)).toContain('team-letter-to-post')
    const printed = done(await viewLettersToPost(officer, { ref }))
    expect(printed.code).toBeNull()
    expect(printed.letters.at(-1)?.page.subject).toBe('We do not carry out your request')
  })

  it('reads in no letter of a mailbox they confirmed, or of a page they cannot open', async () => {
    const { ref } = done(await takeInRequest(officer, letter(byPost) as never))
    const { code } = done(await viewLettersToPost(officer, { ref }))
    done(await proveByPost(officer, { ref, code: code!, seen: longReason }))
    for (const by of ['L2', 'L3'] as const)
      expect(await askIdentity(officer, { ref, by, reason: longReason })).toEqual({ ok: false, why: 'no-mailbox' })
    done(await askIdentity(officer, { ref, by: 'officer', reason: longReason }))
    done(await refuseRequest(officer, { ref, ground: 'unidentified', reason: longReason }))
    done(await closeRequest(officer, { ref, outcome: 'refused-unverified' }))
    const silent = done(await takeInRequest(officer, letter({ ...byPost, locale: 'de' }) as never))
    await letPass(60 * 86_400)
    await lapseUnproved()
    const letters = [
      ...done(await viewLettersToPost(officer, { ref })).letters,
      ...done(await viewLettersToPost(officer, silent)).letters,
    ]
    expect(letters).toHaveLength(5)
    expect(letters[0]!.page.subject).toBe(`We have your request ${ref}`)
    for (const { page } of letters)
      expect(JSON.stringify(page)).not.toMatch(/mailbox|Postfach|portal|downloaded|page of/i)
    await portal.peek.query(
      `begin; select set_config('dossier.tx', 'test', true); delete from dossier.demo_clock; commit`,
    )
  })

  it('is no one whom the holder of that mailbox can become', async () => {
    const given = letter(byPost)
    const { ref } = done(await takeInRequest(officer, given as never))
    const { code } = done(await viewLettersToPost(officer, { ref }))
    done(await proveByPost(officer, { ref, code: code!, seen: longReason }))
    done(await takeInRequest(officer, letter({ address: given.address })))
    const [token] = await tokensTo(given.address)
    done(await proveAddress(aVisitor(), { token: token!, origin: randomUUID() }))
    const { rows } = await portal.peek.query('select person_id from dossier.request where address_hash = $1', [
      (await rowOf(ref)).address_hash,
    ])
    expect(new Set(rows.map(row => row.person_id)).size).toBe(2)
  })

  it('an auditor may look, never touch', async () => {
    const auditor: Actor = { kind: 'auditor', id: randomUUID() }
    const { ref } = done(await takeInRequest(officer, letter(byPost) as never))
    expect(await proveByPost(auditor, { ref, code: '', seen: longReason })).toEqual({ ok: false, why: 'not-allowed' })
    expect(await viewLettersToPost(auditor, { ref })).toEqual({ ok: false, why: 'not-allowed' })
  })
})

it('folding the history gives the rows', async () => {
  await sealHistory()
  expect(await verifyStored(worker, {})).toMatchObject({ ok: true, value: { ok: true } })
})
