import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { makeCalendar } from './calendar.ts'
import { computeDue, isOverdue } from './due.ts'
import { derive, historyOn, inputFor, noon, plainWeek, refusal, ruleNamed } from './example-history.ts'
import { ruleVersion } from './rules.ts'

const GDPR = { rule: 'eu_gdpr.access' }
const UK = { rule: 'uk_gdpr.access' }
const CCPA = { rule: 'ccpa.know' }
const SUSPENDING = { rule: 'eu_gdpr.access', policy: { euSuspension: 'edpb_suspend' } } as const

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

describe('an extension', () => {
  it('is counted from the start, never stacked on a clamped or rolled date', () => {
    const found = derive(GDPR, '2027-01-31', [['extension-notified', '2027-02-15']])
    expect(found.status).toBe('extended')
    expect(found.extendedUnrolled?.toString()).toBe('2027-04-30')
    expect(found.dueDate.toString()).toBe('2027-04-30')
    expect(found.extension).toMatchObject({ inTime: true })
  })
  it('notified on the last day counts, a day later it moves nothing', () => {
    expect(derive(GDPR, '2026-01-31', [['extension-notified', '2026-03-02']]).status).toBe('extended')
    const late = derive(GDPR, '2026-01-31', [['extension-notified', '2026-03-03']])
    expect(late.status).toBe('extension_invalid_late_notice')
    expect(late.dueDate.toString()).toBe('2026-03-02')
    expect(late.extendedUnrolled).toBeNull()
    expect(late.steps.at(-1)).toMatchObject({ code: 'extension-late', params: { notified: '2026-03-03' } })
  })
  it('is refused where the rule has none, and the second time', () => {
    expect(refusal({ rule: 'ccpa.ack' }, '2026-06-01', [['extension-notified', '2026-06-02']])).toBe(
      'extension_not_available',
    )
    expect(
      refusal(GDPR, '2026-06-01', [
        ['extension-notified', '2026-06-02'],
        ['extension-notified', '2026-06-03'],
      ]),
    ).toBe('extension_already_used')
  })
  it('of another regime is not this one’s business', () => {
    const other = derive(CCPA, '2026-06-01', [['extension-notified', '2026-06-02', { ruleId: 'eu_gdpr.access' }]])
    expect(other.status).toBe('base')
    const own = derive(CCPA, '2026-06-01', [['extension-notified', '2026-06-02', { ruleId: 'ccpa.know' }]])
    expect(own.dueDate.toString()).toBe('2026-08-30')
  })
  it('names its own day where the law fixes none, and must name a later one', () => {
    const KOREA = { rule: 'kr_pipa.access' }
    const named = derive(KOREA, '2026-06-01', [['extension-notified', '2026-06-02', { newDate: '2026-06-20' }]])
    expect(named.dueDate.toString()).toBe('2026-06-20')
    expect(named.steps.map(s => s.code)).toEqual(['received', 'period', 'extension-notified', 'extension-named'])
    expect(refusal(KOREA, '2026-06-01', [['extension-notified', '2026-06-02']])).toBe('extension_not_available')
    const sameDay = [['extension-notified', '2026-06-02', { newDate: '2026-06-11' }]] as Parameters<typeof derive>[2]
    expect(refusal(KOREA, '2026-06-01', sameDay)).toBe('extension_not_available')
  })
  it('of a fixed length does not listen to a day the notice names', () => {
    const found = derive(GDPR, '2026-06-01', [['extension-notified', '2026-06-02', { newDate: '2027-06-20' }]])
    expect(found.dueDate.toString()).toBe('2026-09-01')
  })
  it('is in time while the clock has not started', () => {
    const found = derive(UK, '2026-06-01', [
      ['identity-asked', '2026-06-02'],
      ['extension-notified', '2026-08-20'],
    ])
    expect(found.status).toBe('extended')
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

describe('the safe date', () => {
  it('is the date before any roll', () => {
    expect(derive(GDPR, '2026-01-31').safeDate.toString()).toBe('2026-02-28')
  })
  it('counts Saturdays and holidays as business days', () => {
    // Labor Day week: ten business days Monday to Friday end on the 21st, Monday to Saturday on the 17th.
    const calendar = makeCalendar({ region: 'US', weekend: [6, 7], holidays: ['2026-09-07'] })
    const found = derive({ rule: 'ccpa.ack', calendar }, '2026-09-05')
    expect(found.dueDate.toString()).toBe('2026-09-21')
    expect(found.safeDate.toString()).toBe('2026-09-17')
  })
  it('is the extended date once the period is extended', () => {
    expect(derive(GDPR, '2026-11-30', [['extension-notified', '2026-12-01']]).safeDate.toString()).toBe('2027-02-28')
  })
  it('keeps a pause that a statute grants', () => {
    const pause: Parameters<typeof derive>[2] = [
      ['clarification-asked', '2026-06-03'],
      ['clarification-answered', '2026-06-13'],
    ]
    expect(derive(UK, '2026-06-01', pause).safeDate.toString()).toBe('2026-07-11')
    expect(derive(SUSPENDING, '2026-06-01', pause).safeDate.toString()).toBe('2026-07-01')
  })
})
