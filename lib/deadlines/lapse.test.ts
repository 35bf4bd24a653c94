import { describe, expect, it } from 'vitest'
import { derive, type Happened, historyOn } from './history-for-tests.ts'
import { lapseDate } from './lapse.ts'

function lapse(rule: string, received: string, happened: Happened[]) {
  return lapseDate(historyOn(received, happened).events, derive({ rule }, received, happened))?.toString()
}

describe('a request nobody ever proved', () => {
  it('lapses three days before it would be due', () => {
    expect(lapse('eu_gdpr.access', '2026-01-31', [['identity-asked', '2026-01-31']])).toBe('2026-02-27')
    expect(lapse('uk_gdpr.access', '2026-06-01', [['identity-asked', '2026-06-01']])).toBe('2026-06-28')
  })
  it('lapses whatever else was asked', () => {
    const asked: Happened[] = [
      ['identity-asked', '2026-01-31'],
      ['clarification-asked', '2026-02-02'],
    ]
    expect(lapse('eu_gdpr.access', '2026-01-31', asked)).toBe('2026-02-27')
    expect(lapse('eu_gdpr.access', '2026-01-31', asked.toReversed())).toBe('2026-02-27')
  })
  it('does not lapse once it was proved, nor when no proof was asked for', () => {
    const proved: Happened[] = [
      ['identity-asked', '2026-01-31'],
      ['identity-given', '2026-01-31'],
    ]
    expect(lapse('eu_gdpr.access', '2026-01-31', proved)).toBeUndefined()
    expect(lapse('eu_gdpr.access', '2026-01-31', [['clarification-asked', '2026-02-01']])).toBeUndefined()
  })
  it('has at least a day', () => {
    expect(lapse('br_lgpd.access_simple', '2026-06-01', [['identity-asked', '2026-06-01']])).toBe('2026-06-02')
  })
})
