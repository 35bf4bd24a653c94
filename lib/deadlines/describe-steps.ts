import { Temporal, Intl as TemporalIntl } from 'temporal-polyfill'
import { sayCite } from './say-cite.ts'
import type { Step } from './steps.ts'

/** Looks a sentence up in `lib/i18n/messages/<language>/deadlines.json` and fills it in (ICU). */
export type Translate = (key: string, params: Record<string, string | number>) => string

/** A step as a sentence. `date` is ISO, of the controller. */
export type DescribedStep = { text: string; date: string; cite: string }

/**
 * The derivation in a language: "Received Saturday 31 January 2026", "One month ends Saturday 28 February", "Next working
 * day: Monday 2 March". A year is said once, and again where it changes.
 */
export function describeSteps(steps: readonly Step[], t: Translate, locale: string): DescribedStep[] {
  let year = ''
  return steps.map(step => {
    const text = t(
      `steps.${step.code}`,
      wordsOf(step, date => sayDate(date, locale, date.slice(0, 4) !== year)),
    )
    year = step.date.slice(0, 4)
    return { text, date: step.date, cite: sayCite(step.cite, locale) }
  })
}

/** The whole derivation on one line, each law cited once: for a page's subtitle, a letter, a calendar entry. */
export function describeInOneLine(steps: readonly Step[], t: Translate, locale: string): string {
  const cites = new Set(steps.flatMap(step => step.cite.split('; ')))
  const texts = describeSteps(steps, t, locale).map(step => step.text)
  return t('one-line', { steps: texts.join(' · '), cites: sayCite([...cites].join('; '), locale) })
}

/** "Monday 2 March 2026", "Montag, 2. März 2026"; the same on every version of Node (older ones put a comma in English). */
export function sayDate(iso: string, locale: string, withYear: boolean): string {
  const said = calendarWords(locale === 'en' ? 'en-GB' : locale, withYear).format(Temporal.PlainDate.from(iso))
  return locale.startsWith('en') ? said.replace(',', '') : said
}

const formats = new Map<string, TemporalIntl.DateTimeFormat>()

/** Building a format costs more than a whole derivation, so each is built once. */
function calendarWords(locale: string, withYear: boolean): TemporalIntl.DateTimeFormat {
  const key = `${locale} ${withYear}`
  const known = formats.get(key)
  if (known) return known
  const year = withYear ? { year: 'numeric' as const } : {}
  const built = new TemporalIntl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', ...year })
  formats.set(key, built)
  return built
}

const dated = new Set(['asked', 'from', 'until', 'notified', 'was'])

function wordsOf(step: Step, say: (iso: string) => string): Record<string, string | number> {
  const said = Object.entries(step.params).map(([key, value]) => [key, dated.has(key) ? say(String(value)) : value])
  const words: Record<string, string | number> = { date: say(step.date), ...Object.fromEntries(said) }
  return step.code === 'roll' && step.params.name !== '' ? { ...words, why: 'named' } : words
}
