import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { begin } from '#lib/db/begin.ts'
import type { Result } from '#lib/kernel/result.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { changeRegime } from '#lib/requests/change-regime.ts'
import { agrees, day, dueOf, proved, setClock, statusOf } from '#lib/requests/clock-for-tests.ts'
import { closeRequest } from '#lib/requests/close-request.ts'
import { type Desk, employ, openDesk } from '#lib/requests/desk-for-tests.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { reopenRequest } from '#lib/requests/reopen-request.ts'
import { buildPackageOf, requestInReview } from '#lib/requests/request-for-tests.ts'
import { viewComplaint } from '#lib/requests/view-complaint.ts'
import { viewOwnRequest } from '#lib/requests/view-own-request.ts'
import { withholdValue } from '#lib/requests/withhold-value.ts'
import { decideDispute } from './decide-dispute.ts'
import { raiseDispute } from './raise-dispute.ts'
import { viewDisputes } from './view-disputes.ts'
import { viewOwnDisputes } from './view-own-disputes.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'Two people of this name write from this mailbox.'
const text = 'You left out everything before 2024.'
const must = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(result.why)
  return result.value
}

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

  it('granted, and the request refused anew: what its person takes to an authority names the ground that stands', async () => {
    const { ref, person, dispute } = await refused()
    const second = await employ('officer', 'A sixth officer')
    must(await decideDispute(second, { ref, dispute: dispute.id, outcome: 'granted', reason }))
    must(await refuseRequest(second, { ref, ground: 'exempt', reason }))
    expect(must(await viewComplaint(person, ref))).toMatchObject({ ground: 'refused', refusal: 'exempt' })
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

  it('has no place where nothing was refused yet', async () => {
    const { ref, person } = await proved('US-CA')
    await changeRegime(desk.officer, { ref, rules: ['us_va.access'], reason })
    expect(await raiseDispute(person, { ref, kind: 'appeal', text })).toMatchObject({ why: 'appeal-not-available' })
  })
})

describe('an appeal against a refusal in part (Virginia)', () => {
  const held = { dataset: 'site', collection: 'contact', key: '["1"]', field: 'note', reason } as const
  /** Released by the officer; `inPart`: without a note that somebody else stands in. */
  const answered = async (inPart: boolean, findings?: Parameters<typeof requestInReview>[0]) => {
    const request = await requestInReview(findings)
    const { ref } = request
    await changeRegime(desk.officer, { ref, rules: ['us_va.access'], reason })
    if (inPart) must(await withholdValue(desk.officer, { ref, ...held, ground: 'rights-of-others' }))
    const incomplete = findings?.failed !== undefined
    const built = await buildPackageOf(ref, desk.officer, !incomplete)
    must(await releasePackage(desk.officer, { ref, package: built, ...(incomplete && { incomplete: 'yes' }) }))
    return request
  }
  const appeal = (person: Awaited<ReturnType<typeof answered>>['person'], ref: string) =>
    raiseDispute(person, { ref, kind: 'appeal', text })
  const appealed = async () => {
    const { ref, person } = await answered(true)
    const mayRaise = must(await viewOwnDisputes(person, ref)).mayRaise
    expect(mayRaise).toContain('appeal')
    must(await appeal(person, ref))
    const [dispute] = must(await viewOwnDisputes(person, ref)).disputes
    return { ref, person, dispute: dispute! }
  }

  it('has the same sixty days, and is decided by somebody other than whoever released the copy', async () => {
    const { ref, dispute } = await appealed()
    expect(dispute.dates[0]).toMatchObject({ duty: 'appeal_decision', rule: 'us_va.appeal' })
    expect(dispute.dates[0]!.startOn.until(dispute.dates[0]!.dueOn).days).toBe(60)
    const raw = { ref, dispute: dispute.id, outcome: 'denied' as const, reason }
    expect(must(await viewDisputes(desk.officer, { ref })).disputes[0]).toMatchObject({ byOther: true })
    expect(await decideDispute(desk.officer, raw)).toMatchObject({ why: 'second-person-needed' })
    const { moveDispute } = await import('./store.ts')
    const alone = { state: 'decided' as const, outcome: 'denied' as const, decidedBy: desk.officer.id }
    await expect(begin(desk.officer, scope => moveDispute(scope, dispute.id, alone))).rejects.toMatchObject({
      cause: { constraint_name: 'dispute_four_eyes' },
    })
    must(await decideDispute(await employ('officer', 'A fourth officer'), raw))
    await agrees(ref)
  })

  it('granted, another request goes on with the old day and searches again; the copy stays, and nothing is left to appeal against', async () => {
    const { ref, person, dispute } = await appealed()
    const due = await dueOf(desk, ref)
    const second = await employ('officer', 'A fifth officer')
    must(await decideDispute(second, { ref, dispute: dispute.id, outcome: 'granted', reason }))
    const seen = must(await viewOwnRequest(person, ref))
    expect(seen).toMatchObject({ status: 'released', answer: { files: [{ name: 'dossier.json' }] } })
    expect(seen.letters.at(-1)?.letter).toMatchObject({ kind: 'dispute-decided', data: { outcome: 'granted', reason } })
    const next = seen.successor!
    expect([await dueOf(desk, next), await statusOf(desk, next)]).toEqual([due, 'proved'])
    expect(await appeal(person, ref)).toMatchObject({ why: 'appeal-not-available' })
    must(await closeRequest(second, { ref, outcome: 'fulfilled-part' }))
    expect(await reopenRequest(second, { ref, extent: 'same', reason })).toMatchObject({ why: 'already-done' })
    await agrees(ref)
    await agrees(next)
  })

  it('is open against a copy that is not complete too, never against a full one', async () => {
    const missing = await answered(false, { failed: 'unreachable' })
    expect(await appeal(missing.person, missing.ref)).toMatchObject({ ok: true })
    const full = await answered(false)
    expect(await appeal(full.person, full.ref)).toMatchObject({ why: 'appeal-not-available' })
  })

  it('may come for half a year once the request is closed, as any appeal', async () => {
    const { ref, person } = await answered(true)
    must(await closeRequest(desk.officer, { ref, outcome: 'fulfilled-part' }))
    await setClock(desk, 184 * day)
    expect(await appeal(person, ref)).toMatchObject({ why: 'appeal-not-available' })
    await setClock(desk, 183 * day)
    expect(await appeal(person, ref)).toMatchObject({ ok: true })
    await setClock(desk, 0)
  })
})
