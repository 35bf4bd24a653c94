import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { begin } from '#lib/db/begin.ts'
import { changeRegime } from '#lib/requests/change-regime.ts'
import { agrees, day, dueOf, proved, setClock, statusOf } from '#lib/requests/clock-for-tests.ts'
import { closeRequest } from '#lib/requests/close-request.ts'
import { type Desk, employ, openDesk } from '#lib/requests/desk-for-tests.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { requestInReview } from '#lib/requests/request-for-tests.ts'
import { viewOwnRequest } from '#lib/requests/view-own-request.ts'
import { decideDispute } from './decide-dispute.ts'
import { raiseDispute } from './raise-dispute.ts'
import { viewOwnDisputes } from './view-own-disputes.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'Two people of this name write from this mailbox.'
const text = 'You left out everything before 2024.'

describe('an appeal against a refusal (Virginia)', () => {
  const refused = async () => {
    const request = await requestInReview()
    const { ref } = request
    await changeRegime(desk.officer, { ref, rules: ['us_va.access'], reason })
    expect(await refuseRequest(desk.officer, { ref, ground: 'excessive', reason })).toMatchObject({ ok: true })
    expect(await raiseDispute(request.person, { ref, kind: 'appeal', text })).toMatchObject({ ok: true })
    const own = await viewOwnDisputes(request.person, ref)
    if (!own.ok) throw new Error(own.why)
    return { ...request, dispute: own.value.disputes[0]! }
  }

  it('has sixty days and is decided by somebody other than whoever refused; granted, the request is taken up again', async () => {
    const { ref, dispute } = await refused()
    expect(dispute.dates[0]).toMatchObject({ duty: 'appeal_decision', rule: 'us_va.appeal' })
    expect(dispute.dates[0]!.startOn.until(dispute.dates[0]!.dueOn).days).toBe(60)
    const raw = { ref, dispute: dispute.id, outcome: 'granted' as const, reason }
    expect(await decideDispute(desk.officer, raw)).toMatchObject({ why: 'second-person-needed' })
    expect(await closeRequest(desk.officer, { ref, outcome: 'refused-excessive' })).toMatchObject({
      why: 'dispute-open',
    })
    const { moveDispute } = await import('#lib/disputes/store.ts')
    const alone = { state: 'decided' as const, outcome: 'denied' as const, decidedBy: desk.officer.id }
    await expect(begin(desk.officer, scope => moveDispute(scope, dispute.id, alone))).rejects.toMatchObject({
      cause: { constraint_name: 'dispute_four_eyes' },
    })
    const second = await employ('officer', 'Another officer')
    expect(await decideDispute(second, raw)).toMatchObject({ ok: true })
    expect(await statusOf(desk, ref)).toBe('review')
    await agrees(ref)
  })

  it('may come when the request is closed, within a reasonable time; granted, another request goes on with the old day', async () => {
    const request = await requestInReview()
    const { ref, person } = request
    await changeRegime(desk.officer, { ref, rules: ['us_va.access'], reason })
    await refuseRequest(desk.officer, { ref, ground: 'excessive', reason })
    const due = await dueOf(desk, ref)
    expect(await closeRequest(desk.officer, { ref, outcome: 'refused-excessive' })).toMatchObject({ ok: true })
    await setClock(desk, 184 * day)
    expect(await raiseDispute(person, { ref, kind: 'appeal', text })).toMatchObject({ why: 'appeal-not-available' })
    await setClock(desk, 100 * day)
    expect(await raiseDispute(person, { ref, kind: 'appeal', text })).toMatchObject({ ok: true })
    const own = await viewOwnDisputes(person, ref)
    const dispute = own.ok ? own.value.disputes[0]!.id : ''
    const raw = { ref, dispute, outcome: 'granted' as const, reason }
    expect(await decideDispute(desk.officer, raw)).toMatchObject({ why: 'second-person-needed' })
    const second = await employ('officer', 'A third officer')
    expect(await decideDispute(second, raw)).toMatchObject({ ok: true })
    await setClock(desk, 0)
    expect(await statusOf(desk, ref)).toBe('closed')
    const seen = await viewOwnRequest(person, ref)
    const next = seen.ok ? seen.value.successor! : ''
    expect(await dueOf(desk, next)).toBe(due)
    await agrees(ref)
    await agrees(next)
  })

  it('has no place where nothing was refused', async () => {
    const { ref, person } = await proved('US-CA')
    await changeRegime(desk.officer, { ref, rules: ['us_va.access'], reason })
    expect(await raiseDispute(person, { ref, kind: 'appeal', text })).toMatchObject({ why: 'appeal-not-available' })
  })
})
