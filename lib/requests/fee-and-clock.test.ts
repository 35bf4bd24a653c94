import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askFee } from './ask-fee.ts'
import { changeRegime } from './change-regime.ts'
import { agrees, day, dueOf, proved, setClock } from './clock-for-tests.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { recordFee } from './record-fee.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const reason = 'Two people of this name write from this mailbox.'

describe('a fee', () => {
  it('is asked for where the law knows one, starts the clock when it is paid in the United Kingdom', async () => {
    const { ref } = await proved('GB')
    await changeRegime(desk.officer, { ref, rules: ['uk_gdpr.access'], reason })
    const before = await dueOf(desk, ref)
    expect(await recordFee(desk.officer, { ref })).toMatchObject({ why: 'not-asked' })
    const fee = { ref, amount: '12,50', currency: 'GBP' as const, reason }
    expect(await askFee(desk.officer, { ...fee, amount: 'twelve' })).toMatchObject({
      fields: { amount: ['amount.unreadable'] },
    })
    expect(await askFee(desk.officer, fee)).toMatchObject({ ok: true })
    await setClock(desk, 4 * day)
    expect(await recordFee(desk.officer, { ref })).toMatchObject({ ok: true })
    await setClock(desk, 0)
    expect((await dueOf(desk, ref)) > before).toBe(true)
    await agrees(ref)
  })

  it('is refused where one of the laws knows none', async () => {
    const { ref } = await proved('US-CA')
    expect(await askFee(desk.officer, { ref, amount: '5', currency: 'USD', reason })).toMatchObject({
      why: 'fee-not-allowed',
    })
  })
})
