import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import de from '#lib/i18n/messages/de/deadlines.json' with { type: 'json' }
import en from '#lib/i18n/messages/en/deadlines.json' with { type: 'json' }
import { makeCalendar } from './calendar.ts'
import { describeInOneLine, describeSteps, sayDate, type Translate } from './describe-steps.ts'
import { dueErrors } from './due-error.ts'
import { derive, type Happened } from './history-for-tests.ts'

const translate = (locale: string, messages: object): Translate =>
  createTranslator({ locale, messages: messages as Record<string, unknown> }) as unknown as Translate
const english = translate('en', en)
const german = translate('de', de)

const said = (...of: Parameters<typeof derive>) => describeSteps(derive(...of).steps, english, 'en').map(s => s.text)
const gesagt = (...of: Parameters<typeof derive>) => describeSteps(derive(...of).steps, german, 'de').map(s => s.text)

const berlin = makeCalendar({
  region: 'DE-BE',
  weekend: [6, 7],
  holidays: [{ date: '2027-03-08', name: 'Frauentag' }, '2027-03-09'],
})
const asked: Happened[] = [
  ['clarification-asked', '2027-02-20'],
  ['clarification-answered', '2027-02-27'],
]

describe('a derivation in words', () => {
  it('reads as a clerk would say it, each sentence with its law', () => {
    expect(describeSteps(derive({ rule: 'eu_gdpr.access' }, '2026-01-31').steps, english, 'en')).toEqual([
      { text: 'Received Saturday 31 January 2026', date: '2026-01-31', cite: 'Art. 12(3) GDPR' },
      {
        text: 'One month ends Saturday 28 February',
        date: '2026-02-28',
        cite: 'Art. 12(3) GDPR; Reg. 1182/71 Art. 3(1), 3(2)(c)',
      },
      { text: 'Next working day: Monday 2 March', date: '2026-03-02', cite: 'Reg. 1182/71 Art. 3(4)' },
    ])
  })
  it('reads in German', () => {
    expect(gesagt({ rule: 'eu_gdpr.access' }, '2026-01-31')).toEqual([
      'Eingegangen am Samstag, 31. Januar 2026',
      'Ein Monat endet am Samstag, 28. Februar',
      'Nächster Arbeitstag: Montag, 2. März',
    ])
  })
  it('says the year again where it changes', () => {
    expect(said({ rule: 'eu_gdpr.access' }, '2026-12-10')).toEqual([
      'Received Thursday 10 December 2026',
      'One month ends Sunday 10 January 2027',
      'Next working day: Monday 11 January',
    ])
  })
  it('names the holiday that moved the day', () => {
    const of = { rule: 'eu_gdpr.access', calendar: berlin }
    expect(said(of, '2027-02-08').at(-1)).toBe(
      'Monday 8 March is a public holiday (Frauentag); next working day: Wednesday 10 March',
    )
    expect(said(of, '2027-02-09').at(-1)).toBe(
      'Tuesday 9 March is a public holiday; next working day: Wednesday 10 March',
    )
    expect(gesagt(of, '2027-02-08').at(-1)).toBe(
      'Montag, 8. März ist Feiertag (Frauentag); nächster Arbeitstag: Mittwoch, 10. März',
    )
  })
  it('tells a pause, an extension and a late one', () => {
    expect(said({ rule: 'uk_gdpr.access' }, '2027-02-15', [...asked, ['extension-notified', '2027-03-20']])).toEqual([
      'Received Monday 15 February 2027',
      'One month ends Monday 15 March',
      'The clock stood still for 7 days (clarification asked for on Saturday 20 February, given on Saturday 27 February): Monday 22 March',
      'Extension notified on Saturday 20 March',
      'Extended: three months from the start of the clock, Saturday 15 May',
      'The clock stood still for 7 days (clarification asked for on Saturday 20 February, given on Saturday 27 February): Saturday 22 May',
      'Next working day: Monday 24 May',
    ])
    expect(said({ rule: 'eu_gdpr.access' }, '2026-08-10', [['extension-notified', '2026-09-11']]).at(-1)).toBe(
      'The extension notified on Friday 11 September came too late and moves nothing: Thursday 10 September stays',
    )
  })
  it('tells a clock that waits, starts late or runs on', () => {
    expect(said({ rule: 'uk_gdpr.access' }, '2026-06-01', [['fee-asked', '2026-06-02']])[1]).toBe(
      'The fee, asked for on Tuesday 2 June, has not come: the clock starts when it does; until then it is counted from receipt',
    )
    const proof: Happened[] = [
      ['identity-asked', '2026-06-02'],
      ['identity-given', '2026-06-03'],
    ]
    expect(said({ rule: 'uk_gdpr.access' }, '2026-06-01', proof)[1]).toBe(
      'Proof of identity, asked for on Tuesday 2 June, came on Wednesday 3 June: the clock starts then',
    )
    expect(said({ rule: 'ccpa.know' }, '2026-06-01', proof)[1]).toBe(
      'Asking for proof of identity on Tuesday 2 June does not stop this clock',
    )
    expect(said({ rule: 'ch_fadp.access' }, '2026-06-01', [['fee-asked', '2026-06-03']])[1]).toBe(
      'A fee was announced on Wednesday 3 June; after 10 days to reflect, the clock starts on Saturday 13 June',
    )
  })
  it('tells a pause that is still open', () => {
    expect(
      said({ rule: 'uk_gdpr.access', asOf: '2026-06-05' }, '2026-06-01', [['clarification-asked', '2026-06-04']])[2],
    ).toBe('The clock stands still: clarification asked for on Thursday 4 June; with one day so far, Thursday 2 July')
  })
  it('counts days, working days and no days', () => {
    expect(said({ rule: 'ccpa.know' }, '2026-06-01')[1]).toBe('45 days end Thursday 16 July')
    expect(said({ rule: 'ccpa.ack' }, '2026-06-01')[1]).toBe('10 working days end Monday 15 June')
    expect(said({ rule: 'br_lgpd.access_simple' }, '2026-06-01')[1]).toBe('At once: the same day, Monday 1 June')
  })
  it('tells a date that two people set, and where the law had it', () => {
    const step = {
      code: 'date-set' as const,
      params: { was: '2026-03-02' },
      date: '2026-02-20',
      cite: 'Art. 12(3) GDPR',
    }
    expect(describeSteps([step], english, 'en')[0]!.text).toBe(
      'Set by two officers to Friday 20 February 2026, instead of Monday 2 March 2026',
    )
  })
  it('says unconfirmed', () => {
    expect(said({ rule: 'us_co.access' }, '2026-06-01').at(-1)).toMatch(/^Unconfirmed/)
  })
  it('fits on one line with each law once', () => {
    expect(describeInOneLine(derive({ rule: 'eu_gdpr.access' }, '2026-01-31').steps, english, 'en')).toBe(
      'Received Saturday 31 January 2026 · One month ends Saturday 28 February · Next working day: Monday 2 March ' +
        '(Art. 12(3) GDPR; Reg. 1182/71 Art. 3(1), 3(2)(c); Reg. 1182/71 Art. 3(4))',
    )
  })
})

describe('a date in words', () => {
  it('is English as in England unless another English is asked for', () => {
    expect(sayDate('2026-03-02', 'en', true)).toBe('Monday 2 March 2026')
    expect(sayDate('2026-03-02', 'en', false)).toBe('Monday 2 March')
    expect(sayDate('2026-03-02', 'en-US', true)).toBe('Monday March 2, 2026')
    expect(sayDate('2026-03-02', 'de', true)).toBe('Montag, 2. März 2026')
  })
})

describe('both languages', () => {
  it('have a sentence for every error and the same keys', () => {
    const keys = (of: object, path = ''): string[] =>
      Object.entries(of).flatMap(([k, v]) => (typeof v === 'string' ? [path + k] : keys(v as object, `${path}${k}.`)))
    expect(keys(de)).toEqual(keys(en))
    for (const code of dueErrors) expect(Object.keys(en.errors)).toContain(code.replaceAll('_', '-'))
  })
})
