import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { leaseSearch } from '#lib/collection/lease-search.ts'
import { aVisitor, countOf, letPass, mailsTo, toldIn } from '#lib/identity/links-for-tests.ts'
import { newId } from '#lib/kernel/ids.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { changeRegime } from '#lib/requests/change-regime.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { buildPackageOf } from '#lib/requests/request-for-tests.ts'
import { withholdValue } from '#lib/requests/withhold-value.ts'
import { answerFacts } from './answer-facts.ts'
import { askIdentity } from './ask-identity.ts'
import { contestRequest } from './contest-request.ts'
import { decideIdentity } from './decide-identity.ts'
import { foundFor, openIdentityDesk, type Rows, reportRows, wellKnown } from './identity-for-tests.ts'
import { nameFormerAddress } from './name-former-address.ts'
import { reviewIdentity } from './review-identity.ts'
import { seeDocument } from './see-document.ts'
import { viewAlert } from './view-alert.ts'
import { viewIdentity } from './view-identity.ts'
import { viewQuestions } from './view-questions.ts'

let desk: Awaited<ReturnType<typeof openIdentityDesk>>
beforeAll(async () => {
  desk = await openIdentityDesk()
})
afterAll(() => desk.close())

const reason = 'We rang the number in our contract and spoke to her.'
const identityOf = async (ref: string) => {
  const seen = await viewIdentity(desk.officer, { ref })
  if (!seen.ok) throw new Error(seen.why)
  return seen.value
}
const asked = async (rows: (address: string) => Rows = wellKnown) => {
  const request = await foundFor(rows)
  expect(await askIdentity(desk.officer, { ref: request.ref, by: 'L2', reason })).toMatchObject({ ok: true })
  return request
}
/** What the person would type: by the collection the question is about. */
const answersFor = async (person: Actor, ref: string, known: { [label: string]: string }) => {
  const seen = await viewQuestions(person, ref)
  if (!seen.ok || !seen.value.open) throw new Error('Nothing is asked.')
  return seen.value.open.questions.map(({ labels }) => known[String(labels.field)] ?? 'no idea')
}
const right = {
  'A word of yours': ' KINGFISHER',
  Company: 'muller sohne',
  'First form': '3/2025',
  'Paid for': 'boathouse RENT',
}
const dueOf = async (ref: string) =>
  (await desk.peek.query('select due_on::text as due from dossier.request where ref = $1', [ref])).rows[0].due
const release = async (ref: string) => {
  const { rows } = await desk.peek.query(
    `select p.id from dossier.package p join dossier.request r on r.id = p.request_id where r.ref = $1 and p.state = 'ready'`,
    [ref],
  )
  return releasePackage(desk.officer, { ref, package: rows[0]?.id ?? (await buildPackageOf(ref, desk.officer)) })
}

describe('two facts', () => {
  it('are asked by an officer, answered by the person, and raise the level, without any value in history or table', async () => {
    const { ref, id, person, address } = await asked()
    expect((await mailsTo(address)).at(-1)).toMatchObject({ letter: 'letter-waiting', requestId: id })
    expect(await identityOf(ref)).toMatchObject({ reached: 'L1', needed: 'L2', enough: false, check: { left: 3 } })
    const answers = await answersFor(person, ref, right)
    expect(await answerFacts(person, { ref, answers })).toEqual({ ok: true, value: { passed: true, left: 0 } })
    expect(await identityOf(ref)).toMatchObject({ reached: 'L2', enough: true, check: { state: 'passed' } })
    const told = (await toldIn(`request:${id}`)).filter(({ type }) => /^(identity|proof)-/.test(type))
    expect(told.map(({ type }) => type)).toEqual(['identity-reviewed', 'proof-asked', 'proof-given'])
    expect(JSON.stringify(told)).not.toMatch(/kingfisher|ller|harbour/i)
    const { rows } = await desk.peek.query('select facts from dossier.identity_review where request_id = $1', [id])
    expect(rows[0].facts.toString('latin1')).not.toMatch(/kingfisher|harbour/i)
    expect(await viewQuestions(person, ref)).toEqual({ ok: true, value: { open: null, waits: false } })
  })

  it('can be tried three times in all, one wrong answer being as wrong as two; then an officer decides', async () => {
    const { ref, id, person } = await asked()
    const half = await answersFor(person, ref, {
      ...right,
      'A word of yours': 'Heron',
      Company: 'Wrong',
      'First form': '1/2025',
    })
    const partly = [(await answersFor(person, ref, right))[0]!, half[1]!]
    for (const [answers, left] of [
      [half, 2],
      [partly, 1],
      [half, 0],
    ] as const)
      expect(await answerFacts(person, { ref, answers })).toEqual({ ok: true, value: { passed: false, left } })
    expect(await answerFacts(person, { ref, answers: await Promise.resolve(half) })).toMatchObject({
      why: 'already-done',
    })
    expect(await askIdentity(desk.officer, { ref, by: 'L2', reason })).toMatchObject({
      ok: false,
      why: 'asked-already',
    })
    expect((await mailsTo('privacy@portal.test')).at(-1)).toMatchObject({ letter: 'identity-attention', requestId: id })
    expect(await release(ref)).toMatchObject({
      ok: false,
      why: 'identity-too-low',
      detail: { reached: 'L1', needed: 'L2' },
    })
    expect(await decideIdentity(desk.officer, { ref, how: 'judgement', sure: 'L2', reason })).toMatchObject({
      ok: true,
    })
    expect(await identityOf(ref)).toMatchObject({ reached: 'L2', enough: true })
    expect((await toldIn(`request:${id}`)).at(-1)).toMatchObject({
      type: 'proof-given',
      data: { how: 'judgement', level: 'L2' },
    })
    // Who used up the tries is not asked again.
    expect(await askIdentity(desk.officer, { ref, by: 'L2', reason })).toMatchObject({ why: 'facts-asked-already' })
  })

  it('are three tries also for fifty at once', async () => {
    const { ref, id, person } = await asked()
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => answerFacts(person, { ref, answers: ['guess', '1/2020'] })),
    )
    const unread = tries.filter(one => !one.ok && one.why === 'invalid').length
    expect(unread).toBe(0)
    expect(tries.filter(({ ok }) => ok)).toHaveLength(3)
    const failed = (await toldIn(`request:${id}`)).filter(({ type }) => type === 'identity-failed')
    expect(failed.map(({ data }) => data.left)).toEqual([2, 1, 0])
  })

  it('are asked no more once the request was refused: no answer moves the day of what is decided', async () => {
    const { ref, person } = await asked()
    expect(await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })).toMatchObject({ ok: true })
    const answers = await answersFor(person, ref, right)
    expect(await refuseRequest(desk.officer, { ref, ground: 'unidentified', reason })).toMatchObject({ ok: true })
    const due = await dueOf(ref)
    await letPass(20 * 86_400)
    expect(await viewQuestions(person, ref)).toMatchObject({ value: { open: null } })
    expect(await answerFacts(person, { ref, answers })).toMatchObject({ ok: false, why: 'wrong-status' })
    expect(await dueOf(ref)).toBe(due)
    await letPass(-20 * 86_400)
  })

  it('left empty are no try', async () => {
    const { ref, person } = await asked()
    expect(await answerFacts(person, { ref, answers: [' ', ''] })).toMatchObject({
      ok: false,
      why: 'invalid',
      fields: { 'fact-0': [expect.any(String)], 'fact-1': [expect.any(String)] },
    })
    expect((await identityOf(ref)).check?.left).toBe(3)
  })

  it('are put to nobody else, and answered by nobody else', async () => {
    const { ref } = await asked()
    const other = await foundFor(wellKnown)
    expect(await viewQuestions(other.person, ref)).toEqual({ ok: false, why: 'not-found' })
    expect(await answerFacts(other.person, { ref, answers: ['Kingfisher', 'Harbour'] })).toEqual({
      ok: false,
      why: 'not-found',
    })
    expect(await askIdentity(desk.auditor, { ref, by: 'L2', reason })).toEqual({ ok: false, why: 'not-allowed' })
    expect(await decideIdentity(desk.auditor, { ref, how: 'judgement', sure: 'L2', reason })).toEqual({
      ok: false,
      why: 'not-allowed',
    })
  })

  it('are not invented: where there are too few, the officer is told so and looks at a document', async () => {
    const email = 'poor@example.org'
    const poisoned: Rows = {
      contact: [{ id: 1, email, name: 'Eve', nickname: 'Planted', created_at: '2024-01-01T00:00:00Z' }],
      form: [{ id: 2, contact_id: 1, email, company: 'Planted too', bounced: null, sent_at: '2024-01-01T09:00:00Z' }],
    }
    const { ref, id } = await foundFor(() => poisoned, email)
    expect((await identityOf(ref)).review).toMatchObject({ facts: 0, flags: ['few-facts'] })
    expect(await askIdentity(desk.officer, { ref, by: 'L2', reason })).toMatchObject({
      ok: false,
      why: 'facts-too-few',
    })
    const on = new Date().toISOString().slice(0, 10)
    expect(await seeDocument(desk.officer, { ref, document: 'passport', on: '2999-01-01' })).toMatchObject({
      fields: { on: ['day.in-the-future'] },
    })
    expect(await seeDocument(desk.officer, { ref, document: 'passport', on: '2020-01-01' })).toMatchObject({
      fields: { on: ['day.before-request'] },
    })
    expect(await seeDocument(desk.officer, { ref, document: 'passport', on })).toEqual({ ok: true, value: undefined })
    expect((await toldIn(`request:${id}`)).at(-1)).toMatchObject({
      type: 'proof-given',
      data: { how: 'document', level: 'L4', document: 'passport', on },
    })
    expect(await identityOf(ref)).toMatchObject({ reached: 'L4' })
  })
})

describe('a clock that waits for proof (United Kingdom)', () => {
  const datesOf = async (ref: string) => {
    const { rows } = await desk.peek.query(
      `select r.due_on::text as due, (select array_agg(step->>'code') from jsonb_array_elements(d.steps) step) as steps
      from dossier.request r join dossier.deadline d on d.request_id = r.id and d.governs where ref = $1`,
      [ref],
    )
    return rows[0] as { due: string; steps: string[] }
  }
  const british = async () => {
    const request = await foundFor(wellKnown)
    await changeRegime(desk.officer, { ref: request.ref, rules: ['uk_gdpr.access'], reason })
    return request
  }

  it('starts with the person’s right answers, and nobody else has to do anything', async () => {
    const { ref, person } = await british()
    const before = await datesOf(ref)
    expect(await askIdentity(desk.officer, { ref, by: 'L2', reason })).toMatchObject({ ok: true })
    expect((await datesOf(ref)).steps).toContain('clock-waits')
    await letPass(4 * 24 * 3600)
    const answers = await answersFor(person, ref, right)
    expect(await answerFacts(person, { ref, answers })).toMatchObject({ ok: true })
    await letPass(-4 * 24 * 3600)
    const after = await datesOf(ref)
    expect(after.due > before.due).toBe(true)
    expect(after.steps).toContain('identity-received')
    expect(after.steps).not.toContain('clock-waits')
  })

  it('starts with a document that an officer looked at; the questions are no longer put', async () => {
    const { ref, person } = await british()
    await askIdentity(desk.officer, { ref, by: 'L2', reason })
    const on = new Date().toISOString().slice(0, 10)
    expect(await seeDocument(desk.officer, { ref, document: 'passport', on })).toMatchObject({ ok: true })
    expect((await datesOf(ref)).steps).not.toContain('clock-waits')
    expect(await viewQuestions(person, ref)).toEqual({ ok: true, value: { open: null, waits: false } })
    expect(await answerFacts(person, { ref, answers: ['Kingfisher', 'Harbour'] })).toMatchObject({
      why: 'already-done',
    })
  })

  it('was asked to be shown; questions may take the place of that, and it waits from the first day', async () => {
    const { ref, person } = await british()
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ ok: true })
    expect(await viewQuestions(person, ref)).toEqual({ ok: true, value: { open: null, waits: true } })
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ why: 'asked-already' })
    expect(await askIdentity(desk.officer, { ref, by: 'L2', reason })).toMatchObject({ ok: true })
    expect(await askIdentity(desk.officer, { ref, by: 'L3', reason })).toMatchObject({ why: 'asked-already' })
    const { steps } = await datesOf(ref)
    expect(steps.filter(code => code === 'clock-waits')).toHaveLength(1)
    const answers = await answersFor(person, ref, right)
    expect(await answerFacts(person, { ref, answers })).toMatchObject({ value: { passed: true } })
    expect(await release(ref)).toMatchObject({ ok: true })
  })
})

describe('what may leave', () => {
  const rich = (address: string): Rows => ({
    ...wellKnown(address),
    payment: [{ id: 3, contact_id: 1, iban: 'IE29 0000', purpose: 'Boat-house rent', paid_at: '2025-05-05T00:00:00Z' }],
  })

  it('is what somebody typed, for whoever holds the mailbox', async () => {
    const { ref } = await foundFor(wellKnown)
    expect(await release(ref)).toMatchObject({ ok: true })
  })

  it('is capped by the level: money needs two facts, or stays back on the ground of identity', async () => {
    const { ref, person } = await foundFor(rich)
    expect(await release(ref)).toMatchObject({
      why: 'identity-too-low',
      detail: { reached: 'L1', needed: 'L2', collections: 1 },
    })
    const held = { dataset: 'site', collection: 'payment', key: '', ground: 'identity' as const, reason }
    expect(await withholdValue(desk.officer, { ref, ...held })).toMatchObject({ ok: true })
    expect(await identityOf(ref)).toMatchObject({ needed: 'L1', enough: true })
    expect(await release(ref)).toMatchObject({ ok: true })
    const second = await foundFor(rich)
    expect(await askIdentity(desk.officer, { ref: second.ref, by: 'L2', reason })).toMatchObject({ ok: true })
    const answers = await answersFor(second.person, second.ref, right)
    expect(await answerFacts(second.person, { ref: second.ref, answers })).toMatchObject({
      ok: true,
      value: { passed: true },
    })
    expect(await release(second.ref)).toMatchObject({ ok: true })
    expect(person.kind).toBe('person')
  })

  it('wants a declaration beside three facts, and no try is lost without it', async () => {
    const { ref, person } = await foundFor(rich)
    expect(await askIdentity(desk.officer, { ref, by: 'L3', reason })).toMatchObject({ ok: true })
    const answers = await answersFor(person, ref, right)
    expect(answers).toHaveLength(3)
    expect(await answerFacts(person, { ref, answers })).toMatchObject({ fields: { declared: ['declaration.missing'] } })
    expect(await answerFacts(person, { ref, answers, declared: 'yes' })).toMatchObject({ value: { passed: true } })
    expect(await identityOf(ref)).toMatchObject({ reached: 'L3', enough: true })
    const poor = await foundFor(wellKnown)
    expect(await askIdentity(desk.officer, { ref: poor.ref, by: 'L3', reason })).toMatchObject({ why: 'facts-too-few' })
  })

  it('waits until the row that carries the address is 72 hours old, whoever decides', async () => {
    const yesterday = new Date(Date.now() - 26 * 3600_000).toISOString()
    const fresh = (email: string): Rows => ({
      contact: [{ id: 1, email, name: 'New', nickname: 'New', created_at: yesterday }],
    })
    const { ref, id } = await foundFor(fresh)
    expect(await identityOf(ref)).toMatchObject({
      waiting: true,
      review: { flags: expect.arrayContaining(['fresh-record']) },
    })
    const until = Temporal.Instant.from(yesterday).add({ hours: 72 }).toString()
    expect(await release(ref)).toMatchObject({ why: 'identity-waits', detail: { until } })
    expect(await decideIdentity(desk.officer, { ref, how: 'judgement', sure: 'L3', reason })).toMatchObject({
      ok: true,
    })
    const { rows } = await desk.peek.query(`select id from dossier.package where request_id = $1 and state = 'ready'`, [
      id,
    ])
    const again = () => releasePackage(desk.officer, { ref, package: rows[0].id })
    await letPass(45 * 3600)
    expect(await again()).toMatchObject({ why: 'identity-waits' })
    await letPass(2 * 3600)
    expect(await again()).toMatchObject({ ok: true })
    await letPass(-47 * 3600)
  })
})

describe('other mailboxes of the same person', () => {
  const withOther = (email: string): Rows => {
    const rows = wellKnown(email)
    rows.form![1]!.email = `old-${email}`
    return rows
  }

  it('are told once, neutrally, and can stop the release until an officer has settled it', async () => {
    const { ref, id, address } = await foundFor(withOther)
    const [mail, ...more] = await mailsTo(`old-${address}`)
    expect(more).toEqual([])
    expect(mail).toMatchObject({ letter: 'request-opened', requestId: null })
    expect(mail!.text).not.toContain(ref)
    expect(mail!.text).not.toContain(address)
    expect((await identityOf(ref)).review).toMatchObject({ told: 1, flags: ['other-addresses'] })
    const token = /\/not-me\/([\w-]{43})/.exec(mail!.text)![1]!
    expect(await viewAlert(aVisitor(), token)).toEqual({ ok: true, value: { known: true } })
    expect(await viewAlert(aVisitor(), 'x')).toEqual({ ok: false, why: 'not-found' })
    expect(await contestRequest(aVisitor(), { token, origin: 'here' })).toEqual({ ok: true, value: undefined })
    expect(await contestRequest(aVisitor(), { token, origin: 'here' })).toMatchObject({ why: 'already-done' })
    expect(await contestRequest(aVisitor(), { token: 'x', origin: 'here' })).toMatchObject({ why: 'link-unknown' })
    expect(await release(ref)).toMatchObject({ why: 'identity-contested' })
    expect((await mailsTo('privacy@portal.test')).at(-1)).toMatchObject({ letter: 'identity-attention', requestId: id })
    expect(await decideIdentity(desk.officer, { ref, how: 'judgement', sure: 'L1', reason: 'short' })).toMatchObject({
      why: 'invalid',
    })
    expect(await decideIdentity(desk.officer, { ref, how: 'judgement', sure: 'L1', reason })).toMatchObject({
      ok: true,
    })
    expect(await identityOf(ref)).toMatchObject({ contested: false, reached: 'L1' })
  })

  it('are not told again by a job that comes twice or a second search', async () => {
    const { id, address, ref } = await foundFor(withOther)
    await reviewIdentity({ requestId: id, attempt: 1 })
    const { searchAgain } = await import('#lib/collection/search-again.ts')
    expect((await searchAgain(desk.officer, { ref })).ok).toBe(true)
    expect(await identityOf(ref)).toMatchObject({ read: false })
    await reportRows(ref, withOther(address))
    expect(await identityOf(ref)).toMatchObject({ read: true })
    expect(await mailsTo(`old-${address}`)).toHaveLength(1)
    expect(await countOf('alert', `request_id = '${id}'`)).toBe(1)
    expect((await toldIn(`request:${id}`)).filter(({ type }) => type === 'identity-reviewed')).toHaveLength(2)
  })
})

describe('a former address', () => {
  const name = (person: Actor, ref: string, address: string) =>
    nameFormerAddress(person, { ref, address, origin: newId() })

  it('is told at once, searched too, and lets nothing leave for 72 hours and below two facts', async () => {
    const { ref, id, person, address } = await foundFor(wellKnown)
    const before = `before-${address}`
    expect(await name(person, ref, before)).toEqual({ ok: true, value: undefined })
    const [mail] = await mailsTo(before)
    expect(mail).toMatchObject({ letter: 'former-address-named', requestId: null })
    expect(await leaseSearch({ requestId: id, attempt: 2, source: 'site' })).toMatchObject({
      addresses: [address, before],
    })
    await reportRows(ref, wellKnown(before))
    expect(await identityOf(ref)).toMatchObject({
      reached: 'L1',
      needed: 'L2',
      waiting: true,
      review: { flags: ['former-address'] },
    })
    // A question says that there is something to ask about: not before its owner could object.
    expect(await askIdentity(desk.officer, { ref, by: 'L2', reason })).toMatchObject({ why: 'identity-waits' })
    expect(await decideIdentity(desk.officer, { ref, how: 'judgement', sure: 'L2', reason })).toMatchObject({
      ok: true,
    })
    expect(await release(ref)).toMatchObject({ why: 'identity-waits' })
    await letPass(73 * 3600)
    expect(await askIdentity(desk.officer, { ref, by: 'L2', reason })).toMatchObject({ ok: true })
    const answers = await answersFor(person, ref, right)
    expect(await answerFacts(person, { ref, answers })).toMatchObject({ value: { passed: true } })
    expect(await release(ref)).toMatchObject({ ok: true })
    await letPass(-73 * 3600)
  })

  it('is answered alike whether anything is known under it or not, and is stopped by its owner', async () => {
    const { ref, person, id } = await foundFor(wellKnown)
    expect(await name(person, ref, 'nobody-knows@example.org')).toEqual({ ok: true, value: undefined })
    await reportRows(ref, wellKnown('somebody@example.org'))
    const [mail] = await mailsTo('nobody-knows@example.org')
    const token = /\/not-me\/([\w-]{43})/.exec(mail!.text)![1]!
    expect(await contestRequest(aVisitor(), { token, origin: 'there' })).toMatchObject({ ok: true })
    await letPass(73 * 3600)
    expect(await release(ref)).toMatchObject({ why: 'identity-contested' })
    await letPass(-73 * 3600)
    expect((await toldIn(`request:${id}`)).map(({ type }) => type)).toContain('former-address-named')
  })

  it('is not one’s own, not one of many, and nobody else’s to name', async () => {
    const { ref, person, address } = await foundFor(wellKnown)
    expect(await name(person, ref, address.toUpperCase())).toMatchObject({ fields: { address: ['address.same'] } })
    for (const number of [1, 2, 3]) {
      expect(await name(person, ref, `old-${number}-${address}`)).toMatchObject({ ok: true })
      expect(await name(person, ref, `more-${address}`)).toMatchObject({ why: 'search-unfinished' })
      await reportRows(ref, wellKnown(address))
    }
    expect(await name(person, ref, `fourth-${address}`)).toMatchObject({ ok: false, why: 'too-many' })
    const other = await foundFor(wellKnown)
    expect(await name(other.person, ref, 'x@example.org')).toEqual({ ok: false, why: 'not-found' })
    expect(await name(desk.auditor, ref, 'x@example.org')).toEqual({ ok: false, why: 'not-allowed' })
  })
})

it('says what an officer should know, by code', async () => {
  const email = `info@team.example`
  const { ref } = await foundFor(
    () => ({
      contact: [{ id: 1, email, name: 'Anna Byrne', nickname: 'x', created_at: '2024-01-01T00:00:00Z' }],
      form: [
        { id: 2, contact_id: 1, email, company: 'y', bounced: 'no such mailbox', sent_at: '2024-05-01T00:00:00Z' },
      ],
    }),
    email,
  )
  expect((await identityOf(ref)).review!.flags).toEqual(['role-mailbox', 'address-bounced', 'few-facts'])
})
