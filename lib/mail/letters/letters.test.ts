import { describe, expect, test } from 'vitest'
import { type Locale, locales } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { safeHtml } from '../safe-html.ts'
import { type LetterData, type LetterKind, type LocalPath, letterKinds } from './letter.ts'
import { linkTo, writeLetter } from './write-letter.ts'

const address = new URL('https://portal.test')
const token = 'q7Yk3_oT0KQh9pXv2mZr8sLw1nBd5cFg6aJe4iUyHxM'
const remedy = {
  authority: { name: 'Data Protection Commission', url: 'https://authority.example' },
  contact: 'privacy@example.org',
  rules: ['eu_gdpr.access'],
}
const proof: LetterData['prove-request'] = { link: `/verify/${token}`, disown: `/verify/${token}/not-me` }
/** The team's mailbox is told which request, by the link alone. */
const request = '/admin/requests/D-2345-6789' as const
const samples: { [Kind in LetterKind]: LetterData[Kind] } = {
  'prove-request': proof,
  'sign-in-link': proof,
  'request-received': {},
  'search-finished': {},
  'package-released': {},
  'deadline-extended': {},
  'request-refused': {},
  'request-withdrawn': {},
  'request-lapsed': { remedy },
  'request-closed': {},
  'request-reopened': {},
  'letter-waiting': {},
  'duty-reminder': { ref: 'D-2345-6789', duty: 'answer', days: 3, link: '/admin/requests/D-2345-6789' },
  'duty-escalation': { ref: 'D-2345-6789', duty: 'appeal_decision', days: 0, link: '/admin/requests/D-2345-6789' },
  'daily-digest': { open: 3, overdue: 1, soon: 2, unconfirmed: 0 },
  'staff-invitation': { link: `/staff/invitation/${token}` },
  'message-waiting': {},
  'question-waiting': {},
  'team-new-request': { request },
  'team-person-wrote': { request },
  'team-question-ended': { request },
  'team-withdrawn': { request },
  'team-breach': { request },
  'team-letter-to-post': { request },
  'team-owner-silent': { request },
  'owner-asked': { link: `/owner/${token}`, days: 10 },
  'owner-reminded': { link: `/owner/${token}`, days: 1 },
  'request-opened': { notMe: `/not-me/${token}` },
  'former-address-named': { notMe: `/not-me/${token}` },
  'identity-attention': {},
  'notice-published': {},
}

const write = (kind: LetterKind, locale: Locale, organisation: string | undefined = 'Harbour & Söhne <Ltd>') =>
  writeLetter(kind, samples[kind], { locale, translate: createTranslator(locale, 'mail'), address, organisation })

const everyLetter = letterKinds.flatMap(kind => locales.map(locale => [kind, locale] as const))

describe.each(everyLetter)('%s in %s', (kind, locale) => {
  const { subject, text, html } = write(kind, locale)

  test('has a subject of one line that fits a list of mails', () => {
    expect(subject).toMatch(/^[^\r\n]{5,80}$/)
  })

  test('links to the portal alone, and asks a mail program to fetch nothing', () => {
    const addresses = `${text}\n${html}`.match(/\b[a-z]+:\/\/[^\s"<]+/g) ?? []
    expect(addresses.length).toBeGreaterThan(0)
    for (const found of addresses) expect(new URL(found).origin).toBe('https://portal.test')
    expect(html).not.toMatch(/<(?:img|link|script|style|iframe|video|object|form)\b|\bsrc\s*=|url\(|@import/i)
  })

  test('names no mailbox, no reference and no token but in its own link', () => {
    const all = `${subject}\n${text}\n${html}`
      .replaceAll(new RegExp(`https://portal\\.test/[\\w/-]*${token}[\\w/-]*`, 'g'), '')
      .replaceAll(`https://portal.test${request}`, '')
    // A colleague who is reminded must know of which request; to anybody else its reference means nothing.
    if (!kind.startsWith('duty-')) expect(all).not.toMatch(/D-[2-9A-Z]{4}-[2-9A-Z]{4}/)
    expect(all).not.toContain(token)
    if (kind !== 'request-lapsed') expect(all).not.toMatch(/\S@\S/)
  })

  test('says the same in text and in HTML', () => {
    const words = (part: string) => part.replace(/\s+/g, ' ').trim()
    const plain = html
      .replace(/<head>.*<\/head>/s, '')
      .replace(/<[^>]+>/g, ' ')
      .replace(/&amp;/g, '&')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&#39;/g, "'")
      .replace(/&quot;/g, '"')
    for (const line of text.split('\n').filter(line => line.trim() !== '' && line !== '-- '))
      expect(words(plain)).toContain(words(line.replace(/:$/, '')))
  })

  test('keeps a strange name of the organisation what it is', () => {
    expect(text).toContain('Harbour & Söhne <Ltd>')
    expect(html).toContain('Harbour &amp; Söhne &lt;Ltd&gt;')
    expect(safeHtml(html)).toContain('<h1>')
  })
})

test('English and German differ in every letter', () => {
  for (const kind of letterKinds) expect(write(kind, 'en').subject).not.toBe(write(kind, 'de').subject)
})

test('before the first run is finished, a letter is signed by the portal', () => {
  const stationery = {
    locale: 'en',
    translate: createTranslator('en', 'mail'),
    address,
    organisation: undefined,
  } as const
  expect(writeLetter('staff-invitation', samples['staff-invitation'], stationery).text).toContain('the privacy portal.')
})

test('who never proved a mailbox is told by mail what they can do, with body and court (Art. 12(4) GDPR)', () => {
  const { text } = write('request-lapsed', 'en')
  expect(text).toContain('Data Protection Commission')
  expect(text).toContain('Art. 79 GDPR')
})

test.each(['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example', '/..//evil.example'])(
  'a letter does not link to %j',
  path => {
    const linked = () => linkTo(address, path as LocalPath)
    try {
      expect(new URL(linked()).origin).toBe('https://portal.test')
    } catch (fault) {
      expect(String(fault)).toContain('links to the portal alone')
    }
  },
)

test.each(letterKinds)('the desk and the auditor have a name for the mail %s in every language', kind => {
  for (const locale of locales)
    for (const room of ['officer', 'auditor'] as const)
      expect(createTranslator(locale, room)(`mails.letters.${kind}`), `${room} in ${locale}`).not.toContain('letters.')
})
