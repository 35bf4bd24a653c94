import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { allRules } from '#lib/deadlines/rules.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { sayRemedy } from '#lib/mail/letters/remedy.ts'
import { authoritiesUnder, authorityOf, publishedAuthorities } from '#lib/organisation/authorities.ts'
import { checkWording } from './check-wording.ts'
import { demands, demandsOn, rulesWithRemedy, variableOf } from './clauses.ts'
import { compareWordings } from './compare-wordings.ts'
import { letterNames, variablesOf } from './kinds.ts'
import { previewWording } from './preview-wording.ts'
import { lawOf, lawsOf, remedies, routesOf } from './remedies.ts'
import { sampleContext, samplesOf } from './sample.ts'
import { sayWording } from './say-letter.ts'
import { ownWording, tidyText, wordingLocales } from './wording.ts'

const answerRules = [
  ...new Set(allRules.filter(({ enabled, applies_to }) => enabled && applies_to).map(({ id }) => id)),
  'policy_default.access',
]
const everyText = letterNames.flatMap(kind => wordingLocales.map(locale => ({ kind, locale })))
const readerOf = (locale: 'en' | 'de' | 'qps') => ({ locale, zone: 'UTC', translate: createTranslator(locale, 'mail') })
const authority = { name: 'Example Authority', url: 'https://authority.example.org/' }

test.each(everyText)('$kind has a name in the language $locale', ({ kind, locale }) => {
  expect(createTranslator(locale, 'letters')(`names.${kind}`)).not.toContain('names.')
})

describe('what the law wants said', () => {
  test('every clause of every letter is said through a variable that the letter has', () => {
    const unsayable = demands.filter(
      ({ letter, clauses }) =>
        !letterNames.some(kind => kind === letter) ||
        clauses.some(clause => {
          const name = variableOf[clause]
          return name !== null && !(name in variablesOf(letter as 'request-refused'))
        }),
    )
    expect(unsayable).toEqual([])
    expect(letterNames.filter(kind => demandsOn(kind).length === 0)).toEqual([])
  })

  test.each(everyText)('$kind in $locale holds it in the portal’s own text', ({ kind, locale }) => {
    expect(checkWording(kind, locale, ownWording(kind, locale))).toEqual([])
  })

  test.each(answerRules)(
    '%s: reasons, complaint body and court or appeal stand in a refusal, in both languages',
    rule => {
      const law = lawOf(rule)
      const wanted = demandsOn('request-refused').find(demand => demand.law === law)
      for (const locale of wordingLocales) {
        const bodies = authoritiesUnder(law, publishedAuthorities).map(({ name, url }) => ({
          law,
          at: 'law' as const,
          name,
          url,
        }))
        const remedy = { authority, contact: 'privacy@example.org', rules: [rule], bodies }
        const page = sayWording(
          'request-refused',
          ownWording('request-refused', locale),
          { ground: 'excessive', reason: 'Our own words.', remedy },
          sampleContext,
          readerOf(locale),
        )
        const addressed = page.paragraphs.filter(each => 'address' in each)
        expect(page.paragraphs).toContainEqual({ quoted: 'Our own words.' })
        expect(addressed.length).toBeGreaterThan(0)
        if (law !== 'policy_default') expect(wanted).toBeDefined()
        const routes = routesOf(law).map(({ route }) => route)
        if (wanted?.clauses.includes('court')) expect(routes).toContain('court')
        if (wanted?.clauses.includes('appeal')) expect(routes).toContain('appeal')
      }
    },
  )

  test.each(answerRules)('%s: a refusal in part names the appeal wherever a refusal of everything does', rule => {
    const appeals = (letter: string) =>
      demandsOn(letter).some(({ law, clauses }) => law === lawOf(rule) && clauses.includes('appeal'))
    const knowsAppeal = allRules.some(({ id, duty }) => duty === 'appeal_decision' && lawOf(id) === lawOf(rule))
    expect([appeals('package-released'), knowsAppeal && appeals('request-refused')]).toEqual([knowsAppeal, knowsAppeal])
  })

  test('an extension names the complaint only where its law wants that (PIPEDA s. 8(4), PAIA s. 57(3))', () => {
    expect(rulesWithRemedy('deadline-extended', answerRules)).toEqual([
      'ca_pipeda.access',
      'za_paia_private.access',
      'kr_pipa.access',
    ])
  })

  test('whatever rules a request is under, nobody is left without a remedy', () => {
    const rules = fc.array(fc.oneof(fc.constantFrom(...answerRules), fc.string()), { maxLength: 4 })
    fc.assert(
      fc.property(rules, fc.constantFrom(...wordingLocales), (some, locale) => {
        const lines = sayRemedy(
          { authority, contact: 'privacy@example.org', rules: some },
          createTranslator(locale, 'mail'),
        )
        return lines.some(line => 'address' in line) && lines.length > lawsOf(some).length
      }),
      { numRuns: 60 },
    )
  })
})

describe('a text that an admin wrote', () => {
  const refusal = ownWording('request-refused', 'en')
  const extension = ownWording('deadline-extended', 'en')
  const wrong = (body: string, kind: 'deadline-extended' | 'request-refused' = 'deadline-extended') =>
    checkWording(kind, 'en', { ...extension, body })

  test('an answer that cannot say what is withheld, or why it is late, cannot be saved; an older text says both at its end', () => {
    const answer = ownWording('package-released', 'en')
    for (const part of ['{withheld}', '{lateness}'])
      expect(checkWording('package-released', 'en', { ...answer, body: answer.body.replace(part, '') })).toMatchObject([
        { what: 'clause', name: part.slice(1, -1) },
      ])
    const older = { ...answer, body: answer.body.replace('{withheld}', '').replace('{lateness}', '') }
    const data = {
      ...{
        until: '2031-06-07T10:00:00Z',
        complete: true,
        records: 2,
        answer: 'data',
        onPaper: false,
        lateness: 'Two archives.',
      },
    }
    const withheld = [{ ground: 'rights-of-others', count: 1 }]
    const said = sayWording('package-released', older, { ...data, withheld }, sampleContext, readerOf('en'))
    expect(said.paragraphs.slice(-2)).toEqual([
      { text: expect.stringContaining('We were to answer by 3 April 2031') },
      { quoted: 'Two archives.' },
    ])
    expect(JSON.stringify(said)).toContain('rights of other people')
  })

  test('a refusal without remedy, without reasons, or that could not say that it is late, cannot be saved', () => {
    for (const part of ['{remedy}', '{reason}', '{lateness}']) {
      const body = refusal.body.replace(part, '')
      expect(checkWording('request-refused', 'en', { ...refusal, body })).toMatchObject([
        { what: 'clause', name: part.slice(1, -1) },
      ])
    }
  })

  test('says which variable nobody knows, and where', () => {
    expect(wrong(`${extension.body}\n\nUntil {dew}.`)).toMatchObject([{ what: 'unknown', name: 'dew', at: 7 }])
    expect(wrong(`${extension.body}\n\nDear {firstname}`)).toMatchObject([{ what: 'unknown', name: 'firstname' }])
  })

  test.each([
    ['{due', 'syntax'],
    ['<b>Now</b>', 'tag'],
    ['Because: {reason}', 'not-alone'],
    ['{reason}', 'twice'],
    ['{ground, select, complexity {It is complex.}}', 'not-said'],
    ['{was, number, ::currency/}', 'not-said'],
  ])('%s is refused: %s', (more, what) => {
    expect(wrong(`${extension.body}\n\n${more}`)[0]?.what).toBe(what)
  })

  test('a date the law wants may not hide in a branch', () => {
    const body = extension.body.replaceAll('{due}', '{ground, select, number {{due}} other {soon}}')
    expect(wrong(body)).toMatchObject([{ what: 'sometimes', clause: 'new-date', name: 'due' }])
  })

  test('is paragraphs and lists, and nothing that makes it read otherwise than it is stored', () => {
    expect(tidyText('a\r\nb\u202e\u0007 \n\n\n\nc ')).toBe('a\nb\n\nc')
    const body = `- one\n- two\n\n${extension.body}`
    const page = sayWording(
      'deadline-extended',
      { ...extension, body },
      samplesOf('deadline-extended', 'x')[0]!,
      sampleContext,
      readerOf('en'),
    )
    expect(page.paragraphs[0]).toEqual({ items: ['one', 'two'] })
  })

  test('is previewed with invented data, beside the mail that announces it', () => {
    const { page, mail } = previewWording(
      'deadline-extended',
      'de',
      ownWording('deadline-extended', 'de'),
      'Worte',
      new URL('https://portal.test'),
    )
    expect(JSON.stringify(page)).toContain('2031')
    expect(mail.text).not.toContain('2031')
    expect(mail.subject).toContain('mehr Zeit')
  })

  test('is compared paragraph by paragraph', () => {
    const after = { ...extension, body: extension.body.replace('{derivation}', '{derivation}\n\nCall us.') }
    const changes = compareWordings(extension, after)
    expect(changes.filter(({ is }) => is !== 'same')).toEqual([{ is: 'new', text: 'Call us.' }])
  })

  test('speaks the pseudo-language where the portal’s own does', () => {
    const page = sayWording('request-closed', ownWording('request-closed', 'qps'), {}, sampleContext, readerOf('qps'))
    expect(page.subject).toMatch(/^⟦/)
  })
})

describe('the directory of authorities', () => {
  const eea = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO'.split(' ')
  const laender = 'BW BY BE BB HB HH HE MV NI NW RP SL SN ST SH TH'.split(' ')

  test('has each state of the EEA and each German Land once, and a body for every law that is answered', () => {
    for (const country of eea)
      expect(authorityOf({ country }, publishedAuthorities)?.places, country).toEqual([country])
    for (const land of laender)
      expect(authorityOf({ country: 'DE', region: `DE-${land}` }, publishedAuthorities)?.places).toEqual([`DE-${land}`])
    const laws = remedies.map(({ law }) => law).filter(law => law !== 'eu_gdpr' && law !== 'policy_default')
    expect(laws.filter(law => authoritiesUnder(law, publishedAuthorities).length === 0)).toEqual([])
    expect(lawsOf(answerRules).sort()).toEqual(remedies.map(({ law }) => law).sort())
    expect(new Set(publishedAuthorities.map(({ id }) => id)).size).toBe(publishedAuthorities.length)
  })

  test('says of itself that nobody has checked it yet', () => {
    expect(publishedAuthorities.filter(({ confirmed, checked }) => confirmed !== (checked !== null))).toEqual([])
  })

  test('a Land that has none of its own falls back to the federation', () => {
    expect(authorityOf({ country: 'DE', region: 'DE-XX' }, publishedAuthorities)?.id).toBe('de')
    expect(authorityOf({ country: 'DE', region: 'BY' }, publishedAuthorities)?.id).toBe('de-by')
  })
})
