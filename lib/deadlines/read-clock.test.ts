import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { derive, refusal } from './history-for-tests.ts'

const GDPR = { rule: 'eu_gdpr.access' }
const UK = { rule: 'uk_gdpr.access' }
const CCPA = { rule: 'ccpa.know' }
const SUSPENDING = { rule: 'eu_gdpr.access', policy: { euSuspension: 'edpb_suspend' } } as const
const due = (...of: Parameters<typeof derive>) => derive(...of).dueDate.toString()

describe('proof of identity', () => {
  it('starts the clock in the United Kingdom when it arrives', () => {
    const found = derive(UK, '2026-02-06', [
      ['identity-asked', '2026-02-06'],
      ['identity-given', '2026-02-16'],
    ])
    expect(found.startDate.toString()).toBe('2026-02-16')
    expect(found.waitingFor).toEqual([])
    expect(found.steps.map(s => s.code)).toEqual(['received', 'identity-received', 'period'])
  })
  it('that has not arrived leaves the British date counted from receipt, and says that the clock waits', () => {
    const found = derive(UK, '2026-02-06', [['identity-asked', '2026-02-09']])
    expect(found.dueDate.toString()).toBe('2026-03-06')
    expect(found.waitingFor).toEqual(['identity'])
    expect(found.steps[1]).toMatchObject({ code: 'clock-waits', params: { topic: 'identity' }, date: '2026-02-09' })
  })
  it('moves nothing in California, and nothing under the GDPR unless the organisation suspends', () => {
    const proof: Parameters<typeof derive>[2] = [
      ['identity-asked', '2026-03-06'],
      ['identity-given', '2026-03-16'],
    ]
    expect(due(CCPA, '2026-03-05', proof)).toBe('2026-04-19')
    expect(due(GDPR, '2026-03-05', proof)).toBe('2026-04-06')
    const suspended = derive(SUSPENDING, '2026-03-05', proof)
    expect(suspended.baseUnrolled.toString()).toBe('2026-04-15')
    expect(suspended.paused.days).toBe(10)
    expect(suspended.safeDate.toString()).toBe('2026-04-05')
  })
  it('says once a question that the clock runs on', () => {
    const found = derive(GDPR, '2026-03-05', [['identity-asked', '2026-03-06']])
    expect(found.steps[1]).toEqual({
      code: 'clock-runs-on',
      params: { topic: 'identity' },
      date: '2026-03-06',
      cite: 'Art. 12(3) GDPR',
    })
  })
  it('asked twice under way starts the clock with the later answer', () => {
    const found = derive(UK, '2026-02-06', [
      ['identity-asked', '2026-02-06'],
      ['identity-given', '2026-02-16'],
      ['identity-asked', '2026-02-18'],
      ['identity-given', '2026-02-20'],
    ])
    expect(found.startDate.toString()).toBe('2026-02-20')
  })
})

describe('a pause', () => {
  const asked: Parameters<typeof derive>[2] = [
    ['clarification-asked', '2027-02-20'],
    ['clarification-answered', '2027-02-27'],
  ]
  it('is added to the unrolled date, counted exclusively unless the organisation reads the letter', () => {
    expect(due(UK, '2027-02-15', asked)).toBe('2027-03-22')
    const inclusive = derive({ ...UK, policy: { pauseCount: 'inclusive' } }, '2027-02-15', asked)
    expect(inclusive.dueDate.toString()).toBe('2027-03-23')
    expect(inclusive.safeDate.toString()).toBe('2027-03-22')
  })
  it('lengthens the extended period too', () => {
    const found = derive(UK, '2027-02-15', [...asked, ['extension-notified', '2027-03-20']])
    expect(found.extendedUnrolled?.toString()).toBe('2027-05-22')
    expect(found.extensionNoticeBySafe?.toString()).toBe('2027-03-22')
    expect(found.dueDate.toString()).toBe('2027-05-24')
  })
  it('before the clock started stands nothing still', () => {
    const found = derive(UK, '2026-02-06', [
      ['identity-asked', '2026-02-06'],
      ['clarification-asked', '2026-02-07'],
      ['clarification-answered', '2026-02-12'],
      ['clarification-asked', '2026-02-14'],
      ['identity-given', '2026-02-16'],
      ['clarification-answered', '2026-02-20'],
    ])
    expect(found.paused.days).toBe(4)
    expect(found.baseUnrolled.toString()).toBe('2026-03-20')
  })
  it('answered on the day the clock starts gives no day, on either reading', () => {
    const found = derive({ ...UK, policy: { pauseCount: 'inclusive' } }, '2026-02-06', [
      ['identity-asked', '2026-02-06'],
      ['clarification-asked', '2026-02-07'],
      ['identity-given', '2026-02-16'],
      ['clarification-answered', '2026-02-16'],
    ])
    expect(found.paused).toEqual({ days: 0, spans: [], openSince: null })
  })
  it('that began before the clock counts from the clock on, on either reading, and is told while it is open', () => {
    const open: Parameters<typeof derive>[2] = [
      ['fee-asked', '2026-06-01'],
      ['clarification-asked', '2026-06-01'],
      ['fee-paid', '2026-06-02'],
    ]
    for (const pauseCount of ['exclusive', 'inclusive'] as const) {
      const found = derive({ ...UK, policy: { pauseCount } }, '2026-06-01', open)
      expect([found.paused.days, found.paused.openSince?.toString()]).toEqual([0, '2026-06-02'])
      const answered = derive({ ...UK, policy: { pauseCount } }, '2026-06-01', [
        ...open,
        ['clarification-answered', '2026-06-05'],
      ])
      expect(answered.paused.days).toBe(3)
    }
  })
  it('asked and answered within a day gives none exclusively and one inclusively, even on the first day', () => {
    const sameDay: typeof asked = [
      ['clarification-asked', '2026-03-10'],
      ['clarification-answered', '2026-03-10'],
    ]
    expect(derive(UK, '2026-03-10', sameDay).paused.days).toBe(0)
    expect(derive({ ...UK, policy: { pauseCount: 'inclusive' } }, '2026-03-10', sameDay).paused.days).toBe(1)
  })
  it('for two questions at once gives no day twice', () => {
    const found = derive(SUSPENDING, '2026-03-02', [
      ['identity-asked', '2026-03-03'],
      ['clarification-asked', '2026-03-05'],
      ['clarification-answered', '2026-03-07'],
      ['identity-given', '2026-03-10'],
    ])
    expect(found.paused.days).toBe(7)
    expect(found.paused.spans).toHaveLength(1)
    expect(found.paused.openSince).toBeNull()
  })
  it('that touches another is one with it', () => {
    const found = derive({ ...UK, policy: { pauseCount: 'inclusive' } }, '2026-06-01', [
      ['clarification-asked', '2026-06-03'],
      ['clarification-answered', '2026-06-05'],
      ['clarification-asked', '2026-06-05'],
      ['clarification-answered', '2026-06-08'],
    ])
    expect(found.paused.days).toBe(6)
  })
  it('a day apart from another stays a pause of its own', () => {
    const found = derive({ ...UK, policy: { pauseCount: 'inclusive' } }, '2026-06-01', [
      ['clarification-asked', '2026-06-03'],
      ['clarification-answered', '2026-06-05'],
      ['clarification-asked', '2026-06-06'],
      ['clarification-answered', '2026-06-08'],
    ])
    expect(found.paused.spans.map(s => s.days)).toEqual([3, 3])
  })
  it('runs from the first question when it was asked again', () => {
    const found = derive(UK, '2026-06-01', [
      ['clarification-asked', '2026-06-03'],
      ['clarification-asked', '2026-06-08'],
      ['clarification-answered', '2026-06-13'],
    ])
    expect(found.paused.days).toBe(10)
  })
  it('still open has lasted until the last day known, and until today where today is known', () => {
    const asked = derive(UK, '2026-06-01', [['clarification-asked', '2026-06-03']])
    expect(asked.paused).toMatchObject({ days: 0 })
    expect(asked.paused.openSince?.toString()).toBe('2026-06-03')
    const today = derive({ ...UK, asOf: '2026-06-13' }, '2026-06-01', [['clarification-asked', '2026-06-03']])
    expect(today.paused.days).toBe(10)
    expect(today.dueDate.toString()).toBe('2026-07-13')
    expect(today.steps.at(-2)).toMatchObject({ code: 'pause-open', params: { days: 10, topic: 'clarification' } })
  })
  it('still open is open though another was closed within it', () => {
    const found = derive({ ...SUSPENDING, asOf: '2026-03-20' }, '2026-03-02', [
      ['identity-asked', '2026-03-03'],
      ['clarification-asked', '2026-03-05'],
      ['clarification-answered', '2026-03-07'],
    ])
    expect(found.paused.openSince?.toString()).toBe('2026-03-03')
    expect(found.paused.days).toBe(17)
    const other = derive({ ...SUSPENDING, asOf: '2026-03-20' }, '2026-03-02', [
      ['identity-asked', '2026-03-03'],
      ['clarification-asked', '2026-03-05'],
      ['identity-given', '2026-03-07'],
    ])
    expect(other.paused.openSince?.toString()).toBe('2026-03-03')
  })
  it('is none where a question holds nothing', () => {
    for (const rule of ['eu_gdpr.access', 'uk_gdpr.access']) {
      const found = derive({ rule, asOf: '2026-06-20' }, '2026-06-01', [['identity-asked', '2026-06-02']])
      expect(found.paused).toEqual({ days: 0, spans: [], openSince: null })
    }
  })
  it('knows no day before its own beginning, whatever today is said to be', () => {
    const found = derive({ ...UK, asOf: '2026-06-01' }, '2026-06-01', [['clarification-asked', '2026-06-03']])
    expect(found.paused.days).toBe(0)
  })
  it('keeps an extension lawful that is notified while it is open', () => {
    const found = derive(UK, '2026-06-01', [
      ['clarification-asked', '2026-06-20'],
      ['extension-notified', '2026-07-10'],
    ])
    expect(found.status).toBe('extended')
    expect(Temporal.PlainDate.compare('2026-07-10', found.baseDue)).toBeLessThanOrEqual(0)
  })
  it('after the last day is refused, on the last day it is not', () => {
    expect(refusal(UK, '2026-06-01', [['clarification-asked', '2026-07-02']])).toBe('pause_after_due')
    expect(due(UK, '2026-06-01', [['clarification-asked', '2026-07-01']])).toBe('2026-07-01')
  })
  it('is lawful in the extended period', () => {
    expect(
      due(UK, '2026-06-01', [
        ['extension-notified', '2026-06-20'],
        ['clarification-asked', '2026-07-10'],
        ['clarification-answered', '2026-07-12'],
      ]),
    ).toBe('2026-09-03')
  })
  it('that the law does not know may be asked for at any time: it moves nothing', () => {
    expect(due(CCPA, '2026-06-01', [['clarification-asked', '2026-12-01']])).toBe('2026-07-16')
  })
  it('cannot end before it began', () => {
    expect(refusal(UK, '2026-06-01', [['clarification-answered', '2026-06-03']])).toBe('resume_without_pause')
    expect(refusal(CCPA, '2026-06-01', [['identity-given', '2026-06-03']])).toBe('resume_without_pause')
    expect(
      refusal(UK, '2026-06-01', [
        ['clarification-asked', '2026-06-02'],
        ['clarification-answered', '2026-06-03'],
        ['clarification-answered', '2026-06-04'],
      ]),
    ).toBe('resume_without_pause')
    expect(
      refusal(UK, '2026-06-01', [
        ['clarification-asked', '2026-06-05'],
        ['clarification-answered', '2026-06-03'],
      ]),
    ).toBe('resume_without_pause')
  })
})
