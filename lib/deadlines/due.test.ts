import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { makeCalendar } from './calendar.ts'
import { computeDue, isOverdue } from './due.ts'
import { derive, type Happened, historyOn, inputFor, noon, plainWeek, refusal, ruleNamed } from './history-for-tests.ts'
import { ruleVersion } from './rules.ts'

const GDPR = { rule: 'eu_gdpr.access' }
const UK = { rule: 'uk_gdpr.access' }
const due = (...of: Parameters<typeof derive>) => derive(...of).dueDate.toString()

describe('a month', () => {
  it('ends on the last day of a shorter month, and the next working day when that is a Saturday', () => {
    const found = derive(GDPR, '2026-01-31')
    expect(found.baseUnrolled.toString()).toBe('2026-02-28')
    expect(found.dueDate.toString()).toBe('2026-03-02')
    expect(found.status).toBe('base')
  })
  it('is never anchored to the end of a month: 28 February gives 28 March', () => {
    expect(due(GDPR, '2028-02-28')).toBe('2028-03-28')
  })
  it('begins on the civil date of the controller, not of Greenwich', () => {
    const history = { ...historyOn('2026-06-01'), receivedAt: Temporal.Instant.from('2026-06-30T22:30:00Z') }
    const found = computeDue({ ...inputFor(GDPR, '2026-06-01'), history })
    expect(found.ok && found.value.startDate.toString()).toBe('2026-07-01')
  })
})

describe('the due instant', () => {
  it('is the first instant after the due day, on the clock of the day it ends', () => {
    expect(derive(GDPR, '2026-09-24').dueAtExclusive.toString()).toBe('2026-10-26T23:00:00Z')
    expect(derive(GDPR, '2026-09-22').dueAtExclusive.toString()).toBe('2026-10-22T22:00:00Z')
  })
  it('makes a request overdue at that instant and not before', () => {
    const found = derive(GDPR, '2026-09-22')
    expect(isOverdue(found, found.dueAtExclusive)).toBe(true)
    expect(isOverdue(found, found.dueAtExclusive.subtract({ nanoseconds: 1 }))).toBe(false)
    expect(isOverdue(found, found.dueAtExclusive.add({ hours: 1 }))).toBe(true)
  })
})

describe('a derivation', () => {
  it('says which rule and calendar it was made with', () => {
    const found = derive(GDPR, '2026-01-31')
    expect(found).toMatchObject({ ruleId: 'eu_gdpr.access', calendarVersion: plainWeek.version, zone: 'Europe/Berlin' })
    expect(found.ruleVersion).toBe(ruleVersion(ruleNamed('eu_gdpr.access')))
  })
  it('says unconfirmed where the figure is from memory, and arrives at the due date all the same', () => {
    const found = derive({ rule: 'us_co.access' }, '2026-01-31')
    expect(found.confirmed).toBe(false)
    expect(found.steps.at(-1)).toEqual({
      code: 'unconfirmed',
      params: {},
      date: found.dueDate.toString(),
      cite: 'C.R.S. 6-1-1306(2) [M]',
    })
    expect(derive(GDPR, '2026-01-31').steps.some(s => s.code === 'unconfirmed')).toBe(false)
  })
  it('says why the last day moved', () => {
    const berlin = makeCalendar({
      region: 'DE-BE',
      weekend: [6, 7],
      holidays: [{ date: '2027-03-08', name: 'Frauentag' }, '2027-03-09'],
    })
    const named = derive({ ...GDPR, calendar: berlin }, '2027-02-08').steps.at(-1)
    expect(named).toEqual({
      code: 'roll',
      params: { kind: 'next_working_day', from: '2027-03-08', why: 'holiday', name: 'Frauentag' },
      date: '2027-03-10',
      cite: 'Reg. 1182/71 Art. 3(4)',
    })
    const unnamed = derive({ ...GDPR, calendar: berlin }, '2027-02-09').steps.at(-1)
    expect(unnamed).toMatchObject({ params: { why: 'holiday', name: '' } })
    expect(derive(GDPR, '2026-01-31').steps.at(-1)).toMatchObject({ params: { why: 'weekend', name: '' } })
  })
  it('cites for each step the law it follows', () => {
    const cites = (...of: Parameters<typeof derive>) => derive(...of).steps.map(step => [step.code, step.cite])
    const paused: Happened[] = [
      ['identity-asked', '2027-02-15'],
      ['identity-given', '2027-02-15'],
      ['clarification-asked', '2027-02-20'],
      ['clarification-answered', '2027-02-27'],
      ['extension-notified', '2027-03-20'],
      ['fee-asked', '2027-03-20'],
    ]
    expect(cites({ rule: 'uk_gdpr.access' }, '2027-02-15', paused)).toEqual([
      ['received', 'Art. 12A UK GDPR'],
      ['identity-received', 'Art. 12A UK GDPR'],
      ['clock-waits', 'Art. 12A UK GDPR'],
      ['period', 'Art. 12(3) UK GDPR'],
      ['pause', 'Art. 12A UK GDPR, cf. DPA 2018 s.54(3C)(b)'],
      ['extension-notified', 'Art. 12A UK GDPR, cf. DPA 2018 s.54(3B); ICO'],
      ['extension', 'Art. 12A UK GDPR, cf. DPA 2018 s.54(3B); ICO'],
      ['pause', 'Art. 12A UK GDPR, cf. DPA 2018 s.54(3C)(b)'],
      ['roll', 'ICO, right of access'],
    ])
    expect(cites({ rule: 'ch_fadp.access' }, '2026-06-01', [['fee-asked', '2026-06-02']])[1]).toEqual([
      'fee-reflection',
      'DPO 18, 19',
    ])
  })
  it('moves a South African Sunday though it was declared a working day', () => {
    const calendar = makeCalendar({ region: 'ZA', weekend: [7], holidays: [], extra_working_days: ['2026-12-20'] })
    const found = derive({ rule: 'za_paia_private.access', calendar }, '2026-11-20')
    expect(found.steps[2]).toMatchObject({ code: 'roll', params: { why: 'weekend' }, date: '2026-12-21' })
  })
  it('has a notice date only where there is an extension', () => {
    expect(derive(GDPR, '2026-01-31').extensionNoticeBySafe?.toString()).toBe('2026-02-28')
    expect(derive({ rule: 'ccpa.ack' }, '2026-01-31').extensionNoticeBySafe).toBeNull()
  })
  it('is refused for a zone that does not exist and for what happened before receipt', () => {
    const input = inputFor(GDPR, '2026-06-01')
    const nowhere = { ...input, history: { ...input.history, zone: 'Europe/Atlantis' } }
    expect(computeDue(nowhere)).toEqual({ ok: false, why: 'unknown_zone' })
    expect(refusal(UK, '2026-06-02', [['clarification-asked', '2026-06-01']])).toBe('invalid_date')
  })
  it('reads events in the order they happened, not in the order they were entered', () => {
    const entered = derive(UK, '2026-06-01', [
      ['clarification-answered', '2026-06-13'],
      ['clarification-asked', '2026-06-03'],
    ])
    expect(entered.paused.days).toBe(10)
  })
  it('passes over the receipt among the events', () => {
    const input = inputFor(GDPR, '2026-06-01')
    const events = [{ type: 'received', at: noon('2026-05-20') } as const]
    const found = computeDue({ ...input, history: { ...input.history, events } })
    expect(found.ok && found.value.startDate.toString()).toBe('2026-06-01')
  })
})
