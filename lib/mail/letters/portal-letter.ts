import type { Translator } from '#lib/i18n/translator.ts'
import type { PortalLetter, Remedy } from '#lib/requests/letter-data.ts'

/** One paragraph: a sentence of ours, the reason somebody wrote (to the letter), or a body one can turn to with its address. */
export type Paragraph =
  | { kind: 'says'; text: string }
  | { kind: 'quotes'; text: string }
  | { kind: 'turns-to'; text: string; href: string; name: string }

export type RenderedLetter = { title: string; paragraphs: Paragraph[] }

/** How dates read: a civil date, and an instant in the organisation's zone, both given as ISO 8601. */
type Formats = { date: (iso: string) => string; instant: (iso: string) => string }

/** A letter of the portal in a language, from its sealed data. `t` speaks the namespace `letters`. */
export function renderLetter(letter: PortalLetter, t: Translator, formats: Formats): RenderedLetter {
  return { title: t(`${letter.kind}.title`), paragraphs: paragraphsOf(letter, t, formats) }
}

function paragraphsOf(letter: PortalLetter, t: Translator, { date, instant }: Formats): Paragraph[] {
  const say = (key: string, values?: Record<string, string | number>): Paragraph => ({
    kind: 'says',
    text: t(`${letter.kind}.${key}`, values),
  })
  switch (letter.kind) {
    case 'deadline-extended': {
      const { was, due, ground, reason } = letter.data
      return [
        say('what', { was: date(was), due: date(due) }),
        say(`ground-${ground}`),
        say('why'),
        quote(reason),
        say('disagree'),
      ]
    }
    case 'request-refused': {
      const { ground, reason, remedy } = letter.data
      return [say('what'), say(`ground-${ground}`), say('why'), quote(reason), ...remedyOf(remedy, t)]
    }
    case 'package-released': {
      const { until, complete, records } = letter.data
      return [
        say(records === 0 ? 'nothing' : 'what', { records }),
        ...(complete ? [] : [say('incomplete')]),
        say('until', { until: instant(until) }),
        say('disagree'),
      ]
    }
    case 'request-withdrawn':
    case 'request-lapsed':
      return [say('what'), say('again')]
  }
}

const quote = (text: string): Paragraph => ({ kind: 'quotes', text })

/** Whom a person in the United Kingdom or California turns to, wherever the organisation sits. */
const bodies: { [rule: string]: Remedy['authority'] } = {
  'uk_gdpr.access': { name: 'Information Commissioner’s Office', url: 'https://ico.org.uk/make-a-complaint/' },
  'ccpa.know': { name: 'California Privacy Protection Agency', url: 'https://cppa.ca.gov/webapplications/complaint' },
}

/**
 * What the refused person can do, for every law that applies: the body that hears complaints and the court (Art. 12(4), 77, 79
 * GDPR; UK GDPR Art. 77, 79 and DPA 2018 s.164A, 165, 167; Cal. Civ. Code 1798.199.45).
 */
function remedyOf({ authority, contact, rules }: Remedy, t: Translator): Paragraph[] {
  return [
    { kind: 'says', text: t('remedy.first', { contact }) },
    ...rules.flatMap((rule): Paragraph[] => {
      const key = rule.replaceAll(/[._]/g, '-')
      const { name, url } = bodies[rule] ?? authority
      return [
        { kind: 'turns-to', text: t(`remedy.complain.${key}`), href: url, name },
        { kind: 'says', text: t(`remedy.court.${key}`) },
      ]
    }),
  ]
}
