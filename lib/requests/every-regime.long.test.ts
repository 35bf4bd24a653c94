import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allRules } from '#lib/deadlines/rules.ts'
import { answerRules } from './answer-rules.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { auditFromHistory, liveUnder } from './every-regime-for-tests.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

describe('a request goes through every verb, and its dates are found again from its history alone', () => {
  it.each(answerRules(allRules))('under %s', async rule => {
    expect(await auditFromHistory(await liveUnder(desk, rule))).toBeGreaterThan(4)
  })
})
