import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { decideExtension } from './decide-extension.ts'
import { type Happened, inputFor, noon } from './history-for-tests.ts'

const decide = (rule: string, received: string, at: string, happened: Happened[] = [], newDate?: string) =>
  decideExtension(inputFor({ rule }, received, happened), {
    at: noon(at),
    ...(newDate && { newDate: Temporal.PlainDate.from(newDate) }),
  })

describe('an officer who wants to extend', () => {
  it('may do so on the last day of the month, and is shown old date, new date and what to write', () => {
    const decision = decide('eu_gdpr.access', '2026-01-31', '2026-03-02')
    expect(decision.ok && [decision.oldDue.toString(), decision.newDue.toString()]).toEqual([
      '2026-03-02',
      '2026-04-30',
    ])
    expect(decision.ok && decision.mustContain).toEqual(['reasons', 'new_date'])
    expect(decision.ok && decision.derivation.status).toBe('extended')
  })
  it('is too late the day after', () => {
    expect(decide('eu_gdpr.access', '2026-01-31', '2026-03-03')).toEqual({ ok: false, why: 'extension_too_late' })
  })
  it('may do so once', () => {
    const happened: Happened[] = [['extension-notified', '2026-02-02']]
    expect(decide('eu_gdpr.access', '2026-01-31', '2026-02-03', happened)).toEqual({
      ok: false,
      why: 'extension_already_used',
    })
  })
  it('cannot where the law knows no extension', () => {
    expect(decide('eu_gdpr.refusal_notice', '2026-01-31', '2026-02-03')).toEqual({
      ok: false,
      why: 'extension_not_available',
    })
  })
  it('names the day where the law lets the notice name it', () => {
    const decision = decide('sg_pdpa.access', '2026-06-01', '2026-06-20', [], '2026-08-15')
    expect(decision.ok && decision.newDue.toString()).toBe('2026-08-15')
    expect(decide('sg_pdpa.access', '2026-06-01', '2026-06-20')).toEqual({ ok: false, why: 'extension_not_available' })
  })
  it('is told what is wrong with the history first', () => {
    expect(decide('uk_gdpr.access', '2026-01-31', '2026-02-03', [['identity-given', '2026-02-01']])).toEqual({
      ok: false,
      why: 'resume_without_pause',
    })
  })
  it('cannot before the request was received', () => {
    expect(decide('eu_gdpr.access', '2026-01-31', '2026-01-30')).toEqual({ ok: false, why: 'invalid_date' })
  })
})
