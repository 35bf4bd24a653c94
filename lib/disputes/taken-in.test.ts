import { randomUUID } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { begin } from '#lib/db/begin.ts'
import { toldIn } from '#lib/identity/links-for-tests.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { changeRegime } from '#lib/requests/change-regime.ts'
import { agrees, day, proved, setClock } from '#lib/requests/clock-for-tests.ts'
import { closeRequest } from '#lib/requests/close-request.ts'
import { type Desk, employ, openDesk } from '#lib/requests/desk-for-tests.ts'
import { done, longReason as reason } from '#lib/requests/lives-for-tests.ts'
import { proveByPost } from '#lib/requests/prove-by-post.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { askForCopy, buildPackageOf, requestId, requestInReview } from '#lib/requests/request-for-tests.ts'
import { takeInRequest } from '#lib/requests/take-in-request.ts'
import { viewLettersToPost } from '#lib/requests/view-letters-to-post.ts'
import { viewOwnRequest } from '#lib/requests/view-own-request.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { decideDispute } from './decide-dispute.ts'
import { raiseDispute } from './raise-dispute.ts'
import { insertDispute } from './store.ts'
import { takeInDispute } from './take-in-dispute.ts'
import { viewDisputes } from './view-disputes.ts'
import { viewOwnDisputes } from './view-own-disputes.ts'
import { viewTakingIn } from './view-taking-in.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterEach(() => setClock(desk, 0))
afterAll(() => desk.close())

const text = 'You left out everything before 2024, says my letter of Sunday.'
/** The day here, some days from the real one. */
const dayAfter = (days: number) => Temporal.Now.plainDateISO('Europe/Dublin').add({ days }).toString()

type Written = Parameters<typeof takeInDispute>[1]
const takeIn = (ref: string, change: Partial<Written> = {}) =>
  takeInDispute(desk.officer, {
    ...{ ref, kind: 'complaint', channel: 'post', receivedOn: dayAfter(0), text },
    ...change,
  } as Written)

const under = async (ref: string, rule: string) => {
  done(await changeRegime(desk.officer, { ref, rules: [rule], reason }))
}
const british = async () => {
  const request = await proved('GB')
  await under(request.ref, 'uk_gdpr.access')
  return request
}
/** Refused today under the law of Virginia. */
const refused = async () => {
  const request = await requestInReview()
  await under(request.ref, 'us_va.access')
  done(await refuseRequest(desk.officer, { ref: request.ref, ground: 'excessive', reason }))
  return request
}
const disputesOf = async (ref: string) => done(await viewDisputes(desk.officer, { ref })).disputes

describe('a complaint that came by letter, by phone or over the counter (DPA 2018 s.164A)', () => {
  it('counts from the day it came, is acknowledged at once, and the history says who took it in and by which way it came', async () => {
    const { ref, person } = await british()
    await setClock(desk, 12 * day)
    done(await takeIn(ref, { channel: 'phone', receivedOn: dayAfter(2) }))
    const [complaint] = await disputesOf(ref)
    expect(complaint).toMatchObject({ state: 'acknowledged', text, takenIn: { channel: 'phone', by: 'The officer' } })
    const [date] = complaint!.dates
    expect(date!.duty).toBe('complaint_acknowledgement')
    expect([date!.startOn.toString(), date!.fulfilledAt]).toEqual([dayAfter(2), expect.anything()])
    const told = (await toldIn(`request:${await requestId(ref)}`)).slice(-3)
    expect(told).toMatchObject([
      { type: 'dispute-received', data: { kind: 'complaint', channel: 'phone', receivedOn: dayAfter(2) } },
      { type: 'dispute-acknowledged' },
      { type: 'letter-written', data: { kind: 'dispute-acknowledged' } },
    ])
    expect(JSON.stringify(told)).not.toContain('before 2024')
    expect(done(await viewOwnDisputes(person, ref))).toMatchObject({
      mayRaise: [],
      disputes: [{ text, takenIn: { channel: 'phone' }, state: 'acknowledged' }],
    })
    const letter = done(await viewOwnRequest(person, ref)).letters.at(-1)
    expect(letter?.letter.kind).toBe('dispute-acknowledged')
    await agrees(ref)
  })

  it('is refused a second time while the first is open, whoever brought either', async () => {
    const { ref } = await british()
    done(await takeIn(ref))
    expect(await takeIn(ref, { channel: 'in-person' })).toMatchObject({ why: 'dispute-open' })
    expect(done(await viewTakingIn(desk.officer, { ref }))).toMatchObject({ kinds: [], shut: 'open' })
  })

  it('and its person’s own in the same moment are one: whoever comes second is told', async () => {
    const { ref, person } = await british()
    const both = await Promise.all([takeIn(ref), raiseDispute(person, { ref, kind: 'complaint', text })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both).toContainEqual({ ok: false, why: 'dispute-open' })
  })

  it.each<[string, Partial<Record<keyof Written, unknown>>, { [field: string]: string[] }]>([
    ['tomorrow', { receivedOn: dayAfter(1) }, { receivedOn: ['objection.future'] }],
    ['the day before the request', { receivedOn: dayAfter(-1) }, { receivedOn: ['objection.before-complaint'] }],
    ['no day', { receivedOn: '' }, { receivedOn: ['objection.missing-day'] }],
    ['a day that is none', { receivedOn: '2026-02-30' }, { receivedOn: ['objection.unreadable'] }],
    ['the portal’s own form', { channel: 'portal' }, { channel: ['objection.channel'] }],
    ['nothing objected to', { text: ' ' }, { text: ['objection.missing'] }],
    ['neither of both kinds', { kind: undefined }, { kind: ['objection.kind'] }],
  ])('is not taken in with %s', async (_what, change, fields) => {
    const { ref } = await british()
    expect(await takeIn(ref, change as Partial<Written>)).toEqual({ ok: false, why: 'invalid', fields })
  })

  it('is refused where no law of the request knows it', async () => {
    const { ref } = await proved()
    await under(ref, 'policy_default.access')
    expect(await takeIn(ref)).toMatchObject({ why: 'complaint-not-available' })
    expect(done(await viewRequest(desk.officer, { ref })).takeable).toEqual({ kinds: [], shut: 'unavailable' })
  })

  it('is taken in by officers alone: an auditor may look, never touch', async () => {
    const { ref, person } = await british()
    for (const actor of [desk.auditor, desk.admin, person]) {
      const raw = { ref, kind: 'complaint', channel: 'post', receivedOn: dayAfter(0), text } as const
      expect(await takeInDispute(actor, raw)).toEqual({ ok: false, why: 'not-allowed' })
      expect(await viewTakingIn(actor, { ref })).toEqual({ ok: false, why: 'not-allowed' })
    }
    expect(done(await viewRequest(desk.admin, { ref })).takeable.kinds).toMatchObject([{ kind: 'complaint' }])
  })

  it('waits where nobody proved to be the person and no letter could go to them', async () => {
    const { ref } = await askForCopy(undefined, 'GB')
    expect(await takeIn(ref)).toEqual({ ok: false, why: 'never-proved' })
    expect(done(await viewTakingIn(desk.officer, { ref }))).toMatchObject({ kinds: [], shut: 'unproved' })
  })

  it('is never put into the database as one that is decided already', async () => {
    const { ref } = await british()
    const row = { id: randomUUID(), requestId: await requestId(ref), kind: 'complaint' as const, rules: [] }
    const decided = { state: 'decided' as const, outcome: 'not-upheld' as const, decidedBy: desk.auditor.id }
    const insert = begin(desk.officer, ({ tx, now }) =>
      insertDispute(tx, { ...row, ...decided, body: new Uint8Array(), receivedAt: now, changedAt: now }),
    )
    await expect(insert).rejects.toMatchObject({ cause: { code: '42501' } })
  })
})

describe('an appeal that came by letter, by phone or over the counter (Virginia)', () => {
  const appeal = (ref: string, days: number) => takeIn(ref, { kind: 'appeal', receivedOn: dayAfter(days) })

  it('has sixty days from the day it came, and somebody other than whoever refused decides it', async () => {
    const { ref } = await refused()
    await setClock(desk, 20 * day)
    done(await appeal(ref, 5))
    const [taken] = await disputesOf(ref)
    expect([taken!.dates[0]!.startOn.toString(), taken!.dates[0]!.dueOn.toString()]).toEqual([
      dayAfter(5),
      dayAfter(65),
    ])
    const raw = { ref, dispute: taken!.id, outcome: 'granted' as const, reason }
    expect(await decideDispute(desk.officer, raw)).toMatchObject({ why: 'second-person-needed' })
    done(await decideDispute(await employ('officer', 'Another officer'), raw))
    await agrees(ref)
  })

  it('comes on the day of the refusal at the earliest, and not at all where nothing stands refused', async () => {
    const open = await requestInReview()
    await under(open.ref, 'us_va.access')
    expect(await appeal(open.ref, 0)).toMatchObject({ why: 'appeal-not-available' })
    await setClock(desk, 3 * day)
    const { ref } = await refused()
    expect(await appeal(ref, 2)).toMatchObject({ fields: { receivedOn: ['objection.before-appeal'] } })
    done(await appeal(ref, 3))
    const { history } = done(await viewRequest(desk.officer, { ref }))
    const refusal = history.find(({ event }) => event.type === 'request-refused')!
    const [taken] = await disputesOf(ref)
    expect(Temporal.Instant.compare(taken!.receivedAt, refusal.at)).toBeGreaterThanOrEqual(0)
  })

  it('counts as in time by the day it came, also when it lay until the half year after the closing was over', async () => {
    const { ref } = await refused()
    done(await closeRequest(desk.officer, { ref, outcome: 'refused-excessive' }))
    await setClock(desk, 200 * day)
    expect(await appeal(ref, 184)).toMatchObject({ why: 'appeal-not-available' })
    done(await appeal(ref, 183))
  })

  it('was never too late when it came before the request was closed', async () => {
    const { ref } = await refused()
    await setClock(desk, 200 * day)
    done(await closeRequest(desk.officer, { ref, outcome: 'refused-excessive' }))
    await setClock(desk, 201 * day)
    expect(await appeal(ref, 200)).toMatchObject({ why: 'appeal-not-available' })
    done(await appeal(ref, 199))
  })

  it('is open against a copy that leaves something out, too', async () => {
    const { ref } = await requestInReview({ failed: 'unreachable' })
    await under(ref, 'us_va.access')
    const built = await buildPackageOf(ref, desk.officer, false)
    done(await releasePackage(desk.officer, { ref, package: built, incomplete: 'yes' }))
    expect(done(await viewTakingIn(desk.officer, { ref })).kinds).toMatchObject([{ kind: 'appeal' }])
    done(await appeal(ref, 0))
  })
})

describe('somebody without a mailbox', () => {
  it('reads on paper that it arrived and by when it is decided, and is sent to no page they cannot open', async () => {
    const { ref } = done(
      await takeInRequest(desk.officer, {
        ...{ channel: 'post', receivedOn: dayAfter(0), address: `${randomUUID()}@example.org`, country: 'GB' },
        ...{ relation: 'customer', message: 'Please send me all you hold.', locale: 'en', behalf: 'self' },
        ...{ proof: 'post', postal: 'M. Example\n2 Long Lane\nCork' },
      }),
    )
    await under(ref, 'uk_gdpr.access')
    done(await takeIn(ref))
    const { code } = done(await viewLettersToPost(desk.officer, { ref }))
    done(await proveByPost(desk.officer, { ref, code: code!, seen: reason }))
    done(await changeRegime(desk.officer, { ref, rules: ['us_va.access'], reason }))
    done(await refuseRequest(desk.officer, { ref, ground: 'excessive', reason }))
    done(await takeIn(ref, { kind: 'appeal' }))
    const pages = done(await viewLettersToPost(desk.officer, { ref })).letters.map(({ page }) => page)
    const arrived = pages.filter(({ subject }) => subject === 'Your complaint or appeal has arrived')
    const due = Temporal.PlainDate.from(dayAfter(60)).toLocaleString('en-GB', { dateStyle: 'long' })
    expect(arrived).toHaveLength(2)
    expect(JSON.stringify(arrived[0])).toContain('We received your complaint')
    expect(JSON.stringify(arrived[1])).toContain(`will decide it, by ${due}.`)
    expect(JSON.stringify(arrived)).not.toMatch(/portal|mailbox/)
  })
})
