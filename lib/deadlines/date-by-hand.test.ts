import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import type { ClockEvent } from './clock-events.ts'
import { computeDue } from './due.ts'
import { inputFor, noon, plainWeek } from './history-for-tests.ts'
import { replaySteps } from './replay-steps.ts'

const day = Temporal.PlainDate.from
const setTo = (to: string, ruleId = 'eu_gdpr.access', at = '2026-02-05'): ClockEvent => ({
  ...{ type: 'date-set', at: noon(at), ruleId, to: day(to) },
})

/** Received on 31 January 2026: the law gives 2 March, the safe date is 28 February. */
function due(...set: ClockEvent[]) {
  const input = inputFor({ rule: 'eu_gdpr.access' }, '2026-01-31')
  const computed = computeDue({ ...input, history: { ...input.history, events: [...input.history.events, ...set] } })
  if (!computed.ok) throw new Error(computed.why)
  return computed.value
}

describe('a date that two people set', () => {
  it('takes the place of what the law gives, and says where that was', () => {
    const { dueDate, dueAtExclusive, steps, baseDue } = due(setTo('2026-02-20'))
    expect(dueDate.toString()).toBe('2026-02-20')
    expect(dueAtExclusive.toString()).toBe('2026-02-20T23:00:00Z')
    expect(baseDue.toString()).toBe('2026-03-02')
    expect(steps.at(-1)).toEqual({
      code: 'date-set',
      params: { was: '2026-03-02' },
      date: '2026-02-20',
      cite: 'Art. 12(3) GDPR; Reg. 1182/71 Art. 3(1), 3(2)(c)',
    })
    expect(steps.at(-2)).toMatchObject({ code: 'roll', date: '2026-03-02' })
  })

  it('earlier than the safe date makes it the safe date: nobody is reminded after the day', () => {
    expect(due(setTo('2026-02-20')).safeDate.toString()).toBe('2026-02-20')
  })

  it('between the safe date and the law leaves the safe date where it was', () => {
    expect(due(setTo('2026-03-01')).safeDate.toString()).toBe('2026-02-28')
    expect(due(setTo('2026-02-28')).safeDate.toString()).toBe('2026-02-28')
    expect(due(setTo('2026-03-02')).safeDate.toString()).toBe('2026-02-28')
  })

  it('later than the law gives is the day officers work by', () => {
    expect(due(setTo('2026-03-20')).safeDate.toString()).toBe('2026-03-20')
  })

  it('may be set again: the last one counts, and says what the law gives', () => {
    const { dueDate, steps } = due(setTo('2026-02-20'), setTo('2026-02-24', 'eu_gdpr.access', '2026-02-06'))
    expect(dueDate.toString()).toBe('2026-02-24')
    expect(steps.filter(({ code }) => code === 'date-set')).toHaveLength(1)
  })

  it('is extended as the date of the law would be, by as many days', () => {
    const extended: ClockEvent = { type: 'extension-notified', at: noon('2026-02-16'), ruleId: 'eu_gdpr.access' }
    // Without the date by hand: 2 March, extended to 30 April.
    const found = due(setTo('2026-02-20'), extended)
    expect([found.status, found.dueDate.toString()]).toEqual(['extended', '2026-04-20'])
    expect(found.steps.at(-1)).toMatchObject({ code: 'date-set', params: { was: '2026-04-30' }, date: '2026-04-20' })
  })

  it('after an extension is that day, and no other', () => {
    const extended: ClockEvent = { type: 'extension-notified', at: noon('2026-02-03'), ruleId: 'eu_gdpr.access' }
    expect(due(extended, setTo('2026-04-20')).dueDate.toString()).toBe('2026-04-20')
  })

  it('waits as the law does while the clock stands still', () => {
    const set = setTo('2026-02-20', 'uk_gdpr.access')
    const asked: ClockEvent[] = [
      { type: 'clarification-asked', at: noon('2026-02-09') },
      { type: 'clarification-answered', at: noon('2026-02-19') },
    ]
    const input = inputFor({ rule: 'uk_gdpr.access' }, '2026-01-27')
    const computed = computeDue({ ...input, history: { ...input.history, events: [set, ...asked] } })
    // The law alone: 27 February, ten days on Monday 9 March.
    expect(computed.ok && computed.value.dueDate.toString()).toBe('2026-03-02')
  })

  it('under one rule is none under another', () => {
    const { dueDate, steps } = due(setTo('2026-02-20', 'uk_gdpr.access'))
    expect(dueDate.toString()).toBe('2026-03-02')
    expect(steps.map(({ code }) => code)).not.toContain('date-set')
  })

  it('is no event of the clock: before receipt it is no impossible date', () => {
    expect(due(setTo('2026-02-20', 'eu_gdpr.access', '2026-01-01')).dueDate.toString()).toBe('2026-02-20')
  })

  it('is followed by whoever recomputes the steps', () => {
    const { steps } = due(setTo('2026-02-20'))
    expect(replaySteps(steps, plainWeek)).toEqual({ ok: true, due: day('2026-02-20') })
  })
})
