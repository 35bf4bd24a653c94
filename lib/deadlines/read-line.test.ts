import { describe, expect, it } from 'vitest'
import { readLine } from './read-line.ts'

const line = { rule_id: 'eu_gdpr.access', tz: 'Europe/Berlin', received_at: '2026-08-25T10:00:00+02:00' }
const read = (more: Record<string, unknown>) => readLine({ ...line, ...more })
const readable = (more: Record<string, unknown>) => {
  const question = read(more)
  if (typeof question === 'string') throw new Error(question)
  return question
}

describe('a line', () => {
  it('needs a rule and a receipt, and defaults to no events, no holidays, Saturday and Sunday, the rule’s own reading', () => {
    const question = readable({})
    expect(question.rules.map(r => r.id)).toEqual(['eu_gdpr.access'])
    expect(question).toMatchObject({ plural: false, policy: {}, history: { zone: 'Europe/Berlin', events: [] } })
    expect(question.calendar.region).toBe('none')
    expect([...question.calendar.weekend]).toEqual([6, 7])
    expect(question.calendar.holidays.size).toBe(0)
  })
  it('without a zone is dated by the offset of its receipt', () => {
    expect(readable({ tz: undefined }).history.zone).toBe('+02:00')
    expect(readable({ tz: undefined, received_at: '2026-08-25T10:00:00Z' }).history.zone).toBe('UTC')
  })
  it('may name several regimes, which then count', () => {
    const question = readable({ regimes: ['ccpa.know', 'uk_gdpr.access'] })
    expect(question.plural).toBe(true)
    expect(question.rules.map(r => r.id)).toEqual(['ccpa.know', 'uk_gdpr.access'])
  })
  it('may name regimes alone, but not nothing at all', () => {
    expect(readable({ rule_id: undefined, regimes: ['ccpa.know'] }).rules.map(r => r.id)).toEqual(['ccpa.know'])
    expect(read({ rule_id: undefined })).toBe('invalid_format')
    expect(read({ rule_id: undefined, regimes: [] })).toBe('invalid_format')
  })
  it('may say that asking suspends nothing', () => {
    expect(readable({ policy: { eu_suspension: 'none' } }).policy).toEqual({ euSuspension: 'none' })
    expect(read({ policy: { eu_suspension: 'sometimes' } })).toBe('invalid_format')
  })
  it('brings its own reading of the law', () => {
    const policy = { roll: 'none', pause_count: 'inclusive', eu_suspension: 'edpb_suspend' }
    expect(readable({ policy }).policy).toEqual({ roll: 'none', pauseCount: 'inclusive', euSuspension: 'edpb_suspend' })
  })
  it('brings its own calendar', () => {
    const { calendar } = readable({
      calendar: { region: 'CN', weekend: [7], holidays: ['2026-10-01'], extra_working_days: ['2026-10-10'] },
    })
    expect(calendar).toMatchObject({ region: 'CN' })
    expect([...calendar.weekend, ...calendar.holidays.keys(), ...calendar.extraWorkingDays]).toEqual([
      7,
      '2026-10-01',
      '2026-10-10',
    ])
  })
  it('may rest on Mondays, and six days a week', () => {
    expect([...readable({ calendar: { weekend: [1] } }).calendar.weekend]).toEqual([1])
    expect(readable({ calendar: { weekend: [1, 2, 3, 4, 5, 6, 6] } }).calendar.weekend.size).toBe(6)
    expect([...readable({ calendar: { weekend: [] } }).calendar.weekend]).toEqual([])
  })
  it('tells events in its own words', () => {
    const at = '2026-08-26T10:00:00+02:00'
    const names = [
      'id_requested',
      'id_received',
      'clarification_requested',
      'clarification_received',
      'fee_requested',
      'fee_received',
    ]
    const { history } = readable({ events: names.map(type => ({ type, at })) })
    expect(history.events.map(e => e.type)).toEqual([
      'identity-asked',
      'identity-given',
      'clarification-asked',
      'clarification-answered',
      'fee-asked',
      'fee-paid',
    ])
    expect(history.events[0]?.at.toString()).toBe('2026-08-26T08:00:00Z')
  })
  it('may say whose period was extended and until when', () => {
    const at = '2026-08-26T10:00:00+02:00'
    const extended = (more: object) =>
      readable({ events: [{ type: 'extension_notified', at, ...more }] }).history.events
    expect(extended({})[0]).toEqual({ type: 'extension-notified', at: expect.anything() })
    expect(extended({ rule_id: 'ccpa.know', new_date: '2026-12-01' })[0]).toMatchObject({ ruleId: 'ccpa.know' })
    expect(JSON.stringify(extended({ new_date: '2026-12-01' })[0])).toContain('"newDate":"2026-12-01"')
  })
})

describe('a line is refused', () => {
  const event = (more: object) => ({ events: [{ type: 'id_requested', at: '2026-08-26T10:00:00+02:00', ...more }] })
  it.each([
    ['without rule or regimes', { rule_id: undefined }, 'invalid_format'],
    ['without receipt', { received_at: undefined }, 'invalid_format'],
    ['with an impossible receipt', { received_at: '2026-02-30T10:00:00Z' }, 'invalid_date'],
    ['with a receipt without offset', { received_at: '2026-08-25T10:00:00' }, 'missing_offset'],
    ['with a number for a date', { received_at: 1787644800 }, 'invalid_format'],
    ['with no regime among its regimes', { regimes: [] }, 'invalid_format'],
    ['with a rule nobody published', { rule_id: 'eu_gdpr.acces' }, 'unknown_rule'],
    ['with one unknown among its regimes', { regimes: ['eu_gdpr.access', 'atlantis.access'] }, 'unknown_rule'],
    ['with a zone of fable', { tz: 'Europe/Atlantis' }, 'unknown_zone'],
    ['with a number for a zone', { tz: 1 }, 'invalid_format'],
    ['with an event nobody knows', event({ type: 'pizza_ordered' }), 'invalid_format'],
    ['with an impossible event', event({ at: '2026-02-30T10:00:00Z' }), 'invalid_date'],
    ['with an event without offset', event({ at: '2026-08-26T10:00:00' }), 'missing_offset'],
    ['with an event in other words', event({ at: 'yesterday' }), 'invalid_format'],
    ['with an impossible holiday', { calendar: { holidays: ['2026-02-30'] } }, 'invalid_date'],
    ['with an impossible make-up day', { calendar: { extra_working_days: ['2026-02-30'] } }, 'invalid_date'],
    ['with a holiday in other words', { calendar: { holidays: ['1 May'] } }, 'invalid_format'],
    ['with a week of rest', { calendar: { weekend: [1, 2, 3, 4, 5, 6, 7] } }, 'invalid_format'],
    ['with an eighth weekday', { calendar: { weekend: [8] } }, 'invalid_format'],
    ['with a weekday before Monday', { calendar: { weekend: [6, 0] } }, 'invalid_format'],
    ['with half a weekday', { calendar: { weekend: [6.5] } }, 'invalid_format'],
    ['with a roll nobody knows', { policy: { roll: 'previous_working_day' } }, 'invalid_format'],
    ['with a reading nobody knows', { policy: { eu_suspension: 'perhaps' } }, 'invalid_format'],
    ['with an impossible new date', event({ type: 'extension_notified', new_date: '2026-02-30' }), 'invalid_date'],
  ])('%s', (_why, more, code) => expect(read(more)).toBe(code))
  it.each([null, 3, 'x', [], true])('when it is %j and no object', value =>
    expect(readLine(value)).toBe('invalid_format'),
  )
})
