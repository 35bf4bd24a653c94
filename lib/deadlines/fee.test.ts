import { describe, expect, it } from 'vitest'
import { derive } from './history-for-tests.ts'

const GDPR = { rule: 'eu_gdpr.access' }
const UK = { rule: 'uk_gdpr.access' }
const SUSPENDING = { rule: 'eu_gdpr.access', policy: { euSuspension: 'edpb_suspend' } } as const
const due = (...of: Parameters<typeof derive>) => derive(...of).dueDate.toString()

describe('a fee', () => {
  it('starts the British clock when it is paid', () => {
    const found = derive(UK, '2026-06-01', [
      ['fee-asked', '2026-06-02'],
      ['fee-paid', '2026-06-09'],
    ])
    expect(found.dueDate.toString()).toBe('2026-07-09')
    expect(found.steps[1]).toMatchObject({ code: 'fee-received', params: { asked: '2026-06-02' }, date: '2026-06-09' })
  })
  it('gives ten days of reflection in Switzerland, after which the thirty days begin', () => {
    const found = derive({ rule: 'ch_fadp.access' }, '2026-06-01', [
      ['fee-asked', '2026-06-03'],
      ['fee-paid', '2026-06-05'],
    ])
    expect(found.startDate.toString()).toBe('2026-06-13')
    expect(found.dueDate.toString()).toBe('2026-07-13')
    expect(found.steps[1]).toMatchObject({ code: 'fee-reflection', params: { asked: '2026-06-03', days: 10 } })
  })
  it('means nothing to the GDPR clock', () => {
    expect(due(GDPR, '2026-06-01', [['fee-asked', '2026-06-03']])).toBe('2026-07-01')
    expect(due(SUSPENDING, '2026-06-01', [['fee-asked', '2026-06-03']])).toBe('2026-07-01')
  })
})
