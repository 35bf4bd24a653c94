import { describe, expect, it } from 'vitest'
import { makeCalendar } from './calendar.ts'
import { derive, type Happened, plainWeek } from './history-for-tests.ts'
import { replaySteps } from './replay-steps.ts'
import type { Step } from './steps.ts'

const paused: Happened[] = [
  ['clarification-asked', '2027-02-20'],
  ['clarification-answered', '2027-02-27'],
  ['extension-notified', '2027-03-20'],
]
const steps = () => derive({ rule: 'uk_gdpr.access' }, '2027-02-15', paused).steps

/** The steps with the date of one of them moved. */
const forged = (at: number, date: string) => steps().map((step, i) => (i === at ? ({ ...step, date } as Step) : step))

describe('an auditor with pencil and almanac', () => {
  it('arrives at the same day', () => {
    const replayed = replaySteps(steps(), plainWeek)
    expect(replayed.ok && replayed.due.toString()).toBe('2027-05-24')
  })
  it('finds the first step that does not follow', () => {
    expect(replaySteps(forged(1, '2027-03-16'), plainWeek)).toEqual({ ok: false, at: 1 })
    expect(replaySteps(forged(2, '2027-03-23'), plainWeek)).toEqual({ ok: false, at: 2 })
    expect(replaySteps(forged(4, '2027-05-16'), plainWeek)).toEqual({ ok: false, at: 4 })
    expect(replaySteps(forged(6, '2027-05-25'), plainWeek)).toEqual({ ok: false, at: 6 })
    expect(replaySteps(forged(0, '2027-02-16'), plainWeek)).toEqual({ ok: false, at: 1 })
  })
  it('finds that another calendar was used', () => {
    const holiday = makeCalendar({ region: 'none', weekend: [6, 7], holidays: ['2027-05-24'] })
    expect(replaySteps(steps(), holiday)).toEqual({ ok: false, at: 6 })
  })
  it('does not accept a derivation that begins in the middle, or not at all', () => {
    expect(replaySteps(steps().slice(1), plainWeek)).toEqual({ ok: false, at: 0 })
    expect(replaySteps([], plainWeek)).toEqual({ ok: false, at: 0 })
  })
  it('follows a clock that starts late, waits, reflects or runs on', () => {
    const follows = (rule: string, happened: Happened[]) => {
      const found = derive({ rule }, '2026-06-01', happened)
      const replayed = replaySteps(found.steps, plainWeek)
      return replayed.ok && replayed.due.toString() === found.dueDate.toString()
    }
    expect(follows('uk_gdpr.access', [['identity-asked', '2026-06-02']])).toBe(true)
    expect(
      follows('ccpa.know', [
        ['identity-asked', '2026-06-02'],
        ['identity-given', '2026-06-09'],
      ]),
    ).toBe(true)
    expect(
      follows('uk_gdpr.access', [
        ['fee-asked', '2026-06-02'],
        ['fee-paid', '2026-06-09'],
      ]),
    ).toBe(true)
    expect(
      follows('uk_gdpr.access', [
        ['identity-asked', '2026-06-02'],
        ['identity-given', '2026-06-09'],
      ]),
    ).toBe(true)
    expect(
      follows('uk_gdpr.access', [
        ['clarification-asked', '2026-06-02'],
        ['extension-notified', '2026-06-09'],
      ]),
    ).toBe(true)
    expect(follows('eu_gdpr.access', [['extension-notified', '2026-07-09']])).toBe(true)
    expect(follows('us_co.access', [])).toBe(true)
    expect(follows('ch_fadp.access', [['fee-asked', '2026-06-02']])).toBe(true)
    expect(follows('kr_pipa.access', [['extension-notified', '2026-06-02', { newDate: '2026-07-01' }]])).toBe(true)
  })
})
