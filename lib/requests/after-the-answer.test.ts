import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { mailsTo, toldIn } from '#lib/identity/links-for-tests.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { openDownload } from '#lib/packages/open-download.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { closeRequest } from './close-request.ts'
import { closeBreach, decideBreach } from './decide-breach.ts'
import { deriveOutcome } from './derive-outcome.ts'
import { done, longReason, officer, openHouse, pack, readyRequest } from './lives-for-tests.ts'
import { reopenRequest } from './reopen-request.ts'
import { reportMisdirection } from './report-misdirection.ts'
import { viewBreach, viewBreaches } from './view-breaches.ts'
import { viewOwnRequest } from './view-own-request.ts'
import { withholdValue } from './withhold-value.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await openHouse()
})
afterAll(() => portal.stop())

const auditor: Actor = { kind: 'auditor', id: randomUUID() }
const rowOf = async (ref: string) =>
  (await portal.peek.query('select * from dossier.request where ref = $1', [ref])).rows[0]
const personOf = async (ref: string): Promise<Actor> => ({
  ...{ kind: 'person' as const, id: (await rowOf(ref)).person_id, provedAt: '2999-01-01T00:00:00Z' },
})
const held = { dataset: 'site', collection: 'contacts', key: '["7"]', field: 'note', reason: longReason }

/** A released copy; `inPart`: from which something is withheld. */
async function answered(inPart = false) {
  const one = await readyRequest(`${randomUUID()}@example.org`)
  if (inPart) done(await withholdValue(officer, { ref: one.ref, ...held, ground: 'rights-of-others' }))
  const id = inPart ? await pack(one) : one.package
  done(
    await releasePackage(officer, { ref: one.ref, package: id, explanation: inPart ? 'It names your neighbour.' : '' }),
  )
  return one
}

describe('an answer in part', () => {
  it('says in its letter what was withheld on which ground, in our words, and the remedy; it cannot be closed as full', async () => {
    const { ref } = await answered(true)
    const letters = done(await viewOwnRequest(await personOf(ref), ref)).letters
    const letter = letters.find(one => one.letter.kind === 'package-released')
    expect(letter?.letter).toMatchObject({
      kind: 'package-released',
      data: {
        withheld: [{ ground: 'rights-of-others', count: 1 }],
        explanation: 'It names your neighbour.',
        remedy: { authority: { name: 'Data Protection Commission' }, rules: ['eu_gdpr.access'] },
      },
    })
    expect(await closeRequest(officer, { ref, outcome: 'fulfilled-full' })).toEqual({ ok: false, why: 'not-in-full' })
    done(await closeRequest(officer, { ref, outcome: 'fulfilled-part' }))
    const closing = done(await viewOwnRequest(await personOf(ref), ref)).letters.at(-1)
    expect(closing?.letter).toMatchObject({ kind: 'request-closed' })
  })
})

describe('an answer of which the data map holds back a part', () => {
  const answeredWith = async (records: number) => {
    const one = await readyRequest(`${randomUUID()}@example.org`)
    done(await withholdValue(officer, { ref: one.ref, ...held, ground: 'security' }))
    done(await releasePackage(officer, { ref: one.ref, package: await pack(one, { records, held: 3 }) }))
    const letters = done(await viewOwnRequest(await personOf(one.ref), one.ref)).letters
    return { ...one, letter: letters.find(({ letter }) => letter.kind === 'package-released')! }
  }

  it('is an answer in part as well: its letter counts what may be other people’s, and names the remedy', async () => {
    const { ref, letter } = await answeredWith(2)
    expect(letter.letter.data).toMatchObject({
      withheld: [
        { ground: 'rights-of-others', count: 3 },
        { ground: 'security', count: 1 },
      ],
      remedy: { rules: ['eu_gdpr.access'] },
    })
    expect(await closeRequest(officer, { ref, outcome: 'fulfilled-full' })).toEqual({ ok: false, why: 'not-in-full' })
  })

  it('never says that we hold nothing, where all of it is held back', async () => {
    const { letter } = await answeredWith(0)
    expect(JSON.stringify(letter)).toContain('all of it is withheld')
    expect(JSON.stringify(letter)).not.toContain('no data about you')
  })
})

describe('how a request ended', () => {
  const released = { type: 'package-released' as const, package: 'p', expiresAt: '2026-12-23T10:00:00Z' }
  const built = (records: number) => ({
    type: 'package-built' as const,
    package: 'p',
    complete: true,
    records,
    files: {},
  })
  const told = (...events: unknown[]) => deriveOutcome(events.map(event => ({ event })) as never)
  it.each([
    ['fulfilled-full', [built(2), { ...released, complete: true, withheld: 0 }]],
    ['fulfilled-part', [built(2), { ...released, complete: true, withheld: 1 }]],
    ['fulfilled-part', [built(2), { ...released, complete: false }]],
    ['no-data', [built(0), { ...released, complete: true }]],
    ['refused-unverified', [{ type: 'request-refused', ground: 'unidentified', reason: 'c' }]],
    [
      'fulfilled-full',
      [
        { type: 'request-refused', ground: 'excessive', reason: 'c' },
        { type: 'dispute-decided', dispute: 'd', kind: 'appeal', outcome: 'granted', reason: 'c' },
        ...[built(2), { ...released, complete: true, withheld: 0 }],
      ],
    ],
    ['withdrawn', [{ type: 'request-withdrawn' }]],
    ['lapsed', [{ type: 'request-lapsed' }]],
    [undefined, [built(2), { ...released, complete: true }, { type: 'release-revoked', package: 'p' }]],
    [undefined, []],
  ])('%s', (outcome, events) => {
    expect(told(...events)).toBe(outcome)
  })
})

describe('a closed request that is reopened', () => {
  it('goes on as another: the same question keeps its day, more gets a new clock; the closed one stays as it was', async () => {
    const { ref } = await answered()
    expect(await reopenRequest(officer, { ref, extent: 'same', reason: longReason })).toMatchObject({
      why: 'wrong-status',
    })
    done(await closeRequest(officer, { ref, outcome: 'fulfilled-full' }))
    const before = await rowOf(ref)
    const next = done(await reopenRequest(officer, { ref, extent: 'same', reason: longReason }))
    expect(await rowOf(ref)).toEqual(before)
    const after = await rowOf(next.ref)
    expect(after).toMatchObject({ status: 'proved', person_id: before.person_id, received_at: before.received_at })
    expect((await toldIn(`request:${after.id}`)).map(({ type }) => type)).toEqual([
      'request-submitted',
      'proof-carried-over',
      'letter-written',
    ])
    expect(await reopenRequest(officer, { ref, extent: 'new', reason: longReason })).toEqual({
      ok: false,
      why: 'already-done',
    })
    expect(done(await viewOwnRequest(await personOf(ref), ref)).successor).toBe(next.ref)
    expect(await reopenRequest(auditor, { ref, extent: 'new', reason: longReason })).toEqual({
      ok: false,
      why: 'not-allowed',
    })
  })
})

describe('a copy that went to the wrong person', () => {
  it('is out of reach at once, and a breach runs its 72 hours from the moment somebody knew (Art. 33 GDPR)', async () => {
    const { ref, id } = await answered()
    const person = await personOf(ref)
    const aware = new Date(Date.now() + 30_000)
    expect(await reportMisdirection(officer, { ref, account: longReason, awareOn: '2999-01-01' })).toMatchObject({
      fields: { awareOn: ['moment.future'] },
    })
    expect(await reportMisdirection(officer, { ref, account: longReason, awareOn: '2020-01-01' })).toMatchObject({
      fields: { awareOn: ['moment.too-early'] },
    })
    const { breach } = done(await reportMisdirection(officer, { ref, account: longReason }))
    expect(await openDownload(person, { ref, file: 'dossier.json' })).toEqual({ ok: false, why: 'package-gone' })
    const seen = done(await viewOwnRequest(person, ref))
    expect([seen.answer, seen.revoked]).toEqual([null, true])
    const [row] = done(await viewBreaches(auditor, undefined)).filter(one => one.id === breach)
    expect(row!.dueAt.since(row!.awareAt).total('hours')).toBe(72)
    expect(row!.awareAt.epochMilliseconds).toBeLessThan(aware.getTime())
    expect(JSON.stringify(row)).not.toContain(longReason)
    expect((await toldIn(`request:${id}`)).map(({ type }) => type).slice(-2)).toEqual([
      'release-revoked',
      'breach-opened',
    ])
    const { rows } = await portal.peek.query(
      "select 1 from dossier.waiting_jobs() where job = 'destroy-package' and payload->>'because' = 'misdirected'",
    )
    expect(rows).toHaveLength(1)
    expect((await mailsTo('privacy@example.org')).map(({ letter }) => letter)).toContain('team-breach')
    expect(await reportMisdirection(officer, { ref, account: longReason })).toMatchObject({ why: 'wrong-status' })
  })

  it('is decided, with reasons, before its record can be closed; an auditor may look, never touch', async () => {
    const { ref } = await answered()
    const { breach } = done(await reportMisdirection(officer, { ref, account: longReason }))
    const decide = (about: 'authority' | 'persons', decision: 'told' | 'not-needed') =>
      decideBreach(officer, { breach, about, decision, reason: longReason })
    expect(await closeBreach(officer, { breach, reason: longReason })).toEqual({ ok: false, why: 'breach-undecided' })
    const both = await Promise.all([decide('authority', 'told'), decide('authority', 'not-needed')])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both).toContainEqual({ ok: false, why: 'already-done' })
    done(await decide('persons', 'not-needed'))
    expect(await closeBreach(auditor, { breach, reason: longReason })).toEqual({ ok: false, why: 'not-allowed' })
    expect(await viewBreach(auditor, { breach })).toEqual({ ok: false, why: 'not-allowed' })
    done(await closeBreach(officer, { breach, reason: longReason }))
    const read = done(await viewBreach(officer, { breach }))
    expect(read).toMatchObject({ account: longReason, overdue: false, persons: 'not-needed' })
    expect(read.told.map(({ reason }) => reason)).toEqual([longReason, longReason, longReason])
  })
})

it('folding the history gives the rows', async () => {
  await sealHistory()
  expect(await verifyStored(worker, {})).toMatchObject({ ok: true, value: { ok: true } })
})
