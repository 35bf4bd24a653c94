import { afterAll, beforeAll, expect, it } from 'vitest'
import { setDay } from '#lib/law/set-day.ts'
import { switchRule } from '#lib/law/switch-rule.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { auditFromHistory, liveUnder } from './every-regime-for-tests.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

it('the dates of four laws are found again from the history alone, after rules and days of rest were edited', async () => {
  const refs: string[] = []
  for (const rule of ['eu_gdpr.access', 'uk_gdpr.access', 'ccpa.know', 'us_va.access'])
    refs.push(await liveUnder(desk, rule))
  const reason = 'The state government declared it on Monday.'
  expect(await setDay(desk.admin, { day: '2027-01-04', treatAs: 'rest', name: 'A feast', reason })).toMatchObject({
    ok: true,
  })
  for (const rule of ['eu_gdpr.access', 'uk_gdpr.access'])
    expect(await switchRule(desk.admin, { rule, enabled: 'off', reason })).toMatchObject({ ok: true })
  for (const ref of refs) expect(await auditFromHistory(ref)).toBeGreaterThan(6)
})
