import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeRegime } from './change-regime.ts'
import { day, setClock, statusOf } from './clock-for-tests.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { lapseUnproved } from './lapse-request.ts'
import { done } from './lives-for-tests.ts'
import { askForCopy } from './request-for-tests.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'Lives in Virginia and wrote to us from there.'
const afterDays = async (days: number) => {
  await setClock(desk, days * day)
  await lapseUnproved()
}

describe('a request that nobody has proved', () => {
  it('lapses three days before the day of the law that turned out to apply, and not of the one before', async () => {
    const { ref } = await askForCopy()
    done(await changeRegime(desk.officer, { ref, rules: ['us_va.access'], reason }))
    await afterDays(41)
    expect(await statusOf(desk, ref)).toBe('received')
    await afterDays(43)
    expect(await statusOf(desk, ref)).toBe('lapsed')
    await setClock(desk, 0)
  })

  it('does not lapse in the same minute because a shorter law applies', async () => {
    const { ref } = await askForCopy()
    await setClock(desk, 20 * day)
    done(await changeRegime(desk.officer, { ref, rules: ['br_lgpd.access_full'], reason }))
    await afterDays(20)
    expect(await statusOf(desk, ref)).toBe('received')
    await afterDays(22)
    expect(await statusOf(desk, ref)).toBe('lapsed')
    await setClock(desk, 0)
  })
})
