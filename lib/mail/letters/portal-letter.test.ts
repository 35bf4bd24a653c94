import { describe, expect, test } from 'vitest'
import { createTranslator } from '#lib/i18n/translator.ts'
import { grounds } from '#lib/packages/grounds.ts'
import { type PortalLetter, readPortalLetter } from '#lib/requests/letter-data.ts'
import { sayPortalLetter } from './portal-letter.ts'

const authority = { name: 'Data Protection Commission', url: 'https://authority.example' }
const remedy = { authority, contact: 'privacy@example.org', rules: ['eu_gdpr.access'] }
const refusal = (rules: string[]): PortalLetter => ({
  kind: 'request-refused',
  data: { ground: 'excessive', reason: 'Three the same within a week.', lateness: '', remedy: { ...remedy, rules } },
})
const letters: PortalLetter[] = [
  refusal(['eu_gdpr.access']),
  {
    kind: 'deadline-extended',
    data: { was: '2026-03-02', due: '2026-05-01', ground: 'complexity', reason: 'Archives.', stays: false },
  },
  { kind: 'identity-asked', data: { reason: 'Two people use this mailbox.', due: '2026-03-02', by: 'L2' } },
  { kind: 'fee-asked', data: { amount: '12.50', currency: 'EUR', reason: 'A third copy.', due: '2026-03-02' } },
  { kind: 'date-set', data: { was: '2026-03-02', due: '2026-02-27' } },
  { kind: 'dispute-acknowledged', data: { kind: 'complaint', due: '2026-03-02' } },
  { kind: 'dispute-decided', data: { kind: 'appeal', outcome: 'denied', reason: 'The same.', remedy } },
  { kind: 'request-withdrawn', data: {} },
  { kind: 'request-lapsed', data: { remedy } },
  { kind: 'request-closed', data: {} },
  { kind: 'request-reopened', data: { extent: 'same', reason: 'One system was forgotten.', due: '2026-05-01' } },
  {
    kind: 'package-released',
    data: {
      ...{
        until: '2026-04-01T22:30:00Z',
        complete: false,
        records: 0,
        answer: 'held',
        explanation: 'It names your neighbour.',
        lateness: '',
        onPaper: false,
      },
      ...{ withheld: grounds.map(ground => ({ ground, count: 2 })), remedy },
    },
  },
]

const say = (letter: PortalLetter, locale: 'en' | 'de' = 'en') => {
  const page = sayPortalLetter(letter, { locale, zone: 'Europe/Dublin', translate: createTranslator(locale, 'mail') })
  const words = page.paragraphs
    .map(each => ('quoted' in each ? `“${each.quoted}”` : 'text' in each ? each.text : JSON.stringify(each)))
    .join('\n')
  return { ...page, words }
}

test.each(letters)('$kind can be read in both languages, and as it was sealed', letter => {
  expect(say(letter, 'en').words).not.toBe(say(letter, 'de').words)
  expect(readPortalLetter(JSON.parse(JSON.stringify({ letter, salt: 'x' })))).toEqual(letter)
})

test('an extension says both dates, the ground and the reason (Art. 12(3) GDPR)', () => {
  const { words } = say(letters[1]!)
  expect(words).toContain('2 March 2026')
  expect(words).toContain('1 May 2026')
  expect(words).toContain('complex')
  expect(words).toContain('“Archives.”')
})

test('the last day of a download is a day where the organisation is', () => {
  expect(say(letters.at(-1)!).words).toContain('1 April 2026')
})

describe('a refusal names what the law of the request wants named', () => {
  test.each([
    ['eu_gdpr.access', ['Data Protection Commission', 'supervisory authority', 'court']],
    ['uk_gdpr.access', ['Information Commissioner', 'complain to us first', 'section 164A', 'court']],
    ['ccpa.know', ['California Privacy Protection Agency', 'Attorney General']],
    ['policy_default.access', ['Data Protection Commission', 'privacy@example.org']],
    ['a_rule_of_tomorrow.access', ['Data Protection Commission', 'privacy@example.org']],
  ])('%s', (rule, wanted) => {
    const { words } = say(refusal([rule]))
    for (const each of wanted) expect(words).toContain(each)
  })

  test('all of them when several apply, each once; and never none', () => {
    const { words } = say(refusal(['eu_gdpr.access', 'uk_gdpr.access', 'eu_gdpr.refusal_notice']))
    expect(words.match(/supervisory authority/g)).toHaveLength(1)
    expect(words).toContain('Information Commissioner')
    expect(say(refusal([])).words).toContain('Data Protection Commission')
  })

  test('a refusal without a remedy is not a letter, for the compiler and for what was sealed', () => {
    const data = { ground: 'excessive', reason: 'No.' } as const
    // @ts-expect-error Art. 12(4) GDPR: no refusal without complaint body and court
    const letter: PortalLetter = { kind: 'request-refused', data }
    expect(() => readPortalLetter({ letter })).toThrow()
  })
})

test('an answer in part names every ground, our words, the complaint body and the court (Art. 12(4) GDPR)', () => {
  for (const locale of ['en', 'de'] as const) {
    const { paragraphs, words } = say(letters.at(-1)!, locale)
    expect(words).toContain('“It names your neighbour.”')
    expect(words).toContain('Data Protection Commission')
    expect(words).toMatch(/Art\. 79/)
    const other = createTranslator(locale, 'mail')('portal.package-released.withheld.other', { count: 2 })
    expect(JSON.stringify(paragraphs)).not.toContain(other)
    const told = paragraphs.find(each => 'items' in each)
    expect(told && 'items' in told && told.items).toHaveLength(grounds.length)
  }
})

test('a letter written before a release could refuse in part is still read', () => {
  const old = { kind: 'package-released', data: { until: '2026-04-01T22:30:00Z', complete: true, records: 3 } }
  expect(say(readPortalLetter({ letter: old, salt: 'x' })).words).toContain('it holds 3 records')
})
