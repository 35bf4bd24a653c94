import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askIdentity } from '#lib/assurance/ask-identity.ts'
import { decideIdentity } from '#lib/assurance/decide-identity.ts'
import { changeRegime } from './change-regime.ts'
import { agrees, day, dueOf, proved, setClock, stepsOf } from './clock-for-tests.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { viewOwnRequest } from './view-own-request.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'Two people of this name write from this mailbox.'

describe('proof of identity beyond the mailbox', () => {
  it('starts the clock anew in the United Kingdom, and the person sees why the day moved', async () => {
    const { ref, person } = await proved('GB')
    await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })
    const before = await dueOf(desk, ref)
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ ok: true })
    expect(await stepsOf(desk, ref)).toContain('clock-waits')
    await setClock(desk, 5 * day)
    expect(await decideIdentity(desk.officer, { ref, how: 'call-back', sure: 'L2', reason })).toMatchObject({
      ok: true,
    })
    await setClock(desk, 0)
    expect((await dueOf(desk, ref)) > before).toBe(true)
    expect(await stepsOf(desk, ref)).toContain('identity-received')
    const seen = await viewOwnRequest(person, ref)
    expect(seen.ok && seen.value.moves.at(-1)).toMatchObject({ by: 'proof-given' })
    expect(seen.ok && seen.value.letters.at(-1)?.letter).toMatchObject({ kind: 'identity-asked', data: { reason } })
    await agrees(ref)
  })

  it('moves nothing in the Union and in California, and says so step by step', async () => {
    for (const country of ['IE', 'US-CA'] as const) {
      const { ref } = await proved(country)
      const before = await dueOf(desk, ref)
      expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ ok: true })
      expect(await dueOf(desk, ref)).toBe(before)
      expect(await stepsOf(desk, ref)).toContain('clock-runs-on')
    }
  })

  it('moves no date where nobody had asked for it, nor where it is less than was asked for', async () => {
    const { ref } = await proved('GB')
    await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })
    const before = await dueOf(desk, ref)
    await setClock(desk, 5 * day)
    const shown = { ref, how: 'in-person' as const, reason }
    expect(await decideIdentity(desk.officer, { ...shown, sure: 'L2' })).toMatchObject({ ok: true })
    expect(await dueOf(desk, ref)).toBe(before)
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ ok: true })
    expect(await decideIdentity(desk.officer, { ...shown, sure: 'L1' })).toMatchObject({ ok: true })
    expect(await stepsOf(desk, ref)).toContain('clock-waits')
    expect(await decideIdentity(desk.officer, { ...shown, sure: 'L2' })).toMatchObject({ ok: true })
    expect((await dueOf(desk, ref)) > before).toBe(true)
    await setClock(desk, 0)
    await agrees(ref)
  })

  it('asked for in time under one law is no fault under another that it would be too late for', async () => {
    const { ref } = await proved('IE')
    await setClock(desk, 40 * day)
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ ok: true })
    expect(await decideIdentity(desk.officer, { ref, how: 'in-person', sure: 'L2', reason })).toMatchObject({
      ok: true,
    })
    expect(await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })).toMatchObject({ ok: true })
    await setClock(desk, 0)
    await agrees(ref)
  })

  it('is asked once at a time, and by nobody but an officer', async () => {
    const { ref, person } = await proved()
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason: 'Why not?' })).toMatchObject({
      why: 'invalid',
    })
    for (const actor of [desk.auditor, desk.admin, person])
      expect(await askIdentity(actor, { ref, by: 'officer', reason })).toMatchObject({ why: 'not-allowed' })
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ ok: true })
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ why: 'asked-already' })
  })

  it('cannot stop a clock that has run out', async () => {
    const { ref } = await proved('GB')
    await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })
    await setClock(desk, 50 * day)
    expect(await askIdentity(desk.officer, { ref, by: 'officer', reason })).toMatchObject({ why: 'pause-after-due' })
    await setClock(desk, 0)
  })
})
