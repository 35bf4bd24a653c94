import { Temporal } from 'temporal-polyfill'
import { describeInOneLine } from '#lib/deadlines/describe-steps.ts'
import type { Step } from '#lib/deadlines/steps.ts'
import { formatDate, formatDay } from '#lib/i18n/formats.ts'
import { type Locale, localeFacts } from '#lib/i18n/locales.ts'
import { createTranslator, type Translator } from '#lib/i18n/translator.ts'
import type { PortalLetter } from '#lib/requests/letter-data.ts'
import { type RemedyLine, sayRemedy } from './remedy.ts'

/** One paragraph. `quoted`: an officer's own words, in whatever language and direction they wrote them. */
export type PortalParagraph = RemedyLine | { quoted: string }

export type PortalPage = { subject: string; paragraphs: PortalParagraph[] }

export type Reader = {
  locale: Locale
  /** The organisation's zone (IANA), for instants. */
  zone: string
  /** Sentences of the namespace `mail` in that language. */
  translate: Translator
}

type Speech = {
  say: (key: string, values?: Record<string, string | number>) => { text: string }
  day: (civil: string) => string
  dayOf: (instant: string) => string
  /** The derivation of the date on one line, where the letter has one. */
  because: (steps: readonly Step[]) => { text: string }[]
  remedy: (remedy: Parameters<typeof sayRemedy>[0]) => RemedyLine[]
}

/** The letter that waits in the portal, in the reader's language: what the mail only announced. */
export function sayPortalLetter(letter: PortalLetter, { locale, zone, translate }: Reader): PortalPage {
  const speech: Speech = {
    say: (key, values) => ({ text: translate(`portal.${letter.kind}.${key}`, values) }),
    day: civil => formatDate(locale, Temporal.PlainDate.from(civil)),
    dayOf: instant => formatDay(locale, Temporal.Instant.from(instant), zone),
    remedy: remedy => sayRemedy(remedy, translate),
    because: steps =>
      steps.length === 0
        ? []
        : [{ text: describeInOneLine(steps, createTranslator(locale, 'deadlines'), localeFacts[locale].tag) }],
  }
  return { subject: speech.say('subject').text, paragraphs: sayBody(letter, speech) }
}

function sayBody({ kind, data }: PortalLetter, { say, day, dayOf, remedy, because }: Speech): PortalParagraph[] {
  switch (kind) {
    case 'deadline-extended':
      return [
        say('what', { was: day(data.was), due: day(data.due) }),
        say('ground', { ground: data.ground }),
        { quoted: data.reason },
        ...because(data.steps),
      ]
    case 'request-refused':
      return [say('what', { ground: data.ground }), { quoted: data.reason }, ...remedy(data.remedy)]
    case 'identity-asked':
      return [
        say('what'),
        { quoted: data.reason },
        say('effect', { due: day(data.due) }),
        ...because(data.steps),
        say('how'),
      ]
    case 'fee-asked':
      return [
        say('what', { amount: (data.minor / 100).toFixed(2), currency: data.currency }),
        { quoted: data.reason },
        say('effect', { due: day(data.due) }),
        ...because(data.steps),
      ]
    case 'date-set':
      return [say('what', { was: day(data.was), due: day(data.due) }), ...because(data.steps)]
    case 'dispute-acknowledged':
      return [say('what', { kind: data.kind })]
    case 'dispute-decided':
      return [
        say('what', { kind: data.kind, outcome: data.outcome.replaceAll('-', '_') }),
        { quoted: data.reason },
        ...remedy(data.remedy),
      ]
    case 'request-withdrawn':
      return [say('what')]
    case 'request-lapsed':
      return [say('what'), ...remedy(data.remedy)]
    case 'package-released':
      return [
        say('what', { records: data.records }),
        ...(data.complete ? [] : [say('incomplete')]),
        say('until', { until: dayOf(data.until) }),
      ]
  }
}
