import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeRegime } from '#lib/requests/change-regime.ts'
import { agrees, day, proved, setClock, typesOf } from '#lib/requests/clock-for-tests.ts'
import { closeRequest } from '#lib/requests/close-request.ts'
import { type Desk, openDesk } from '#lib/requests/desk-for-tests.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { acknowledgeDispute } from './acknowledge-dispute.ts'
import { decideDispute } from './decide-dispute.ts'
import { investigateDispute } from './investigate-dispute.ts'
import { raiseDispute } from './raise-dispute.ts'
import { viewOwnDisputes } from './view-own-disputes.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'Two people of this name write from this mailbox.'
const text = 'You left out everything before 2024.'

describe('a complaint to the organisation (DPA 2018 s.164A)', () => {
  it('has its own clock of 30 days, is acknowledged, looked into and decided, and the person sees each step', async () => {
    const { ref, person } = await proved('GB')
    await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })
    expect(await raiseDispute(person, { ref, kind: 'complaint', text: 'No.' })).toMatchObject({ why: 'invalid' })
    expect(await raiseDispute(person, { ref, kind: 'complaint', text })).toMatchObject({ ok: true })
    expect(await raiseDispute(person, { ref, kind: 'complaint', text })).toMatchObject({ why: 'dispute-open' })
    const own = await viewOwnDisputes(person, ref)
    if (!own.ok) throw new Error(own.why)
    const [one] = own.value.disputes
    expect(one).toMatchObject({ state: 'received', text })
    expect(one!.dates[0]!.duty).toBe('complaint_acknowledgement')
    expect(one!.dates[0]!.startOn.until(one!.dates[0]!.dueOn).days).toBeGreaterThanOrEqual(30)
    const key = { ref, dispute: one!.id }
    expect(await acknowledgeDispute(desk.auditor, key)).toMatchObject({ why: 'not-allowed' })
    expect(await investigateDispute(desk.officer, key)).toMatchObject({ why: 'wrong-status' })
    expect(await acknowledgeDispute(desk.officer, key)).toMatchObject({ ok: true })
    expect(await acknowledgeDispute(desk.officer, key)).toMatchObject({ why: 'already-done' })
    expect(await investigateDispute(desk.officer, key)).toMatchObject({ ok: true })
    expect(await decideDispute(desk.officer, { ...key, outcome: 'granted', reason })).toMatchObject({ why: 'invalid' })
    expect(await decideDispute(desk.officer, { ...key, outcome: 'partly-upheld', reason })).toMatchObject({ ok: true })
    const after = await viewOwnDisputes(person, ref)
    expect(after.ok && after.value.disputes[0]).toMatchObject({ state: 'decided', outcome: 'partly-upheld' })
    expect(after.ok && after.value.disputes[0]!.dates[0]!.fulfilledAt).not.toBeNull()
    // A closed request can be complained about at any time.
    await refuseRequest(desk.officer, { ref, ground: 'exempt', reason })
    await closeRequest(desk.officer, { ref, outcome: 'refused-exempt' })
    await setClock(desk, 400 * day)
    expect(await raiseDispute(person, { ref, kind: 'complaint', text })).toMatchObject({ ok: true })
    await setClock(desk, 0)
    expect((await typesOf(ref)).filter(type => type.startsWith('dispute'))).toEqual([
      'dispute-received',
      'dispute-acknowledged',
      'dispute-investigated',
      'dispute-decided',
      'dispute-received',
    ])
    await agrees(ref)
  })

  it('is refused where no law of the request knows it, and to a stranger it does not exist', async () => {
    const mine = await proved()
    await changeRegime(desk.officer, { ref: mine.ref, rules: ['policy_default.access'], reason })
    expect(await raiseDispute(mine.person, { ref: mine.ref, kind: 'complaint', text })).toMatchObject({
      why: 'complaint-not-available',
    })
    const other = await proved('GB')
    expect(await raiseDispute(other.person, { ref: mine.ref, kind: 'complaint', text })).toMatchObject({
      why: 'not-found',
    })
  })
})
