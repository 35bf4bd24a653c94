import { Temporal } from 'temporal-polyfill'
import { type DescribedStep, describeSteps } from '#lib/deadlines/describe-steps.ts'
import type { Step } from '#lib/deadlines/steps.ts'
import { formatDate, formatDay } from '#lib/i18n/formats.ts'
import { type Locale, localeFacts } from '#lib/i18n/locales.ts'
import { createTranslator, sayMessage, type Translator } from '#lib/i18n/translator.ts'
import { type RemedyLine, sayRemedy } from '#lib/mail/letters/remedy.ts'
import { grounds } from '#lib/packages/grounds.ts'
import type { Remedy } from '#lib/requests/letter-data.ts'
import { rulesWithRemedy } from './clauses.ts'
import { type LetterName, variablesOf } from './kinds.ts'
import { paragraphsOf, soleVariable, type Wording } from './wording.ts'

/** One paragraph. `quoted`: an officer's own words, in whatever language and direction they wrote them. */
export type LetterParagraph =
  | RemedyLine
  | { quoted: string }
  | { items: string[] }
  | { steps: Pick<DescribedStep, 'text' | 'cite'>[] }

export type LetterPage = { subject: string; paragraphs: LetterParagraph[] }

/** What a letter says of its request besides its own data. */
export type LetterContext = {
  ref: string
  organisation: string
  contact: string
  deadline: string
  late: boolean
  onPaper: boolean
  steps: readonly Step[]
  /** Undefined only for letters of an older portal that were never given one. */
  remedy: Remedy | undefined
}

export type Reader = {
  locale: Locale
  /** The organisation's zone (IANA), for instants. */
  zone: string
  /** Sentences of the namespace `mail` in that language. */
  translate: Translator
}

type Value = string | number | boolean | null | undefined | object

/** A letter in one language, from its text and what it has to tell. Pure. @throws MissingSentence when the text cannot be said. */
export function sayWording(
  kind: LetterName,
  wording: Wording,
  data: { readonly [name: string]: Value },
  context: LetterContext,
  reader: Reader,
): LetterPage {
  const values = plainValues(kind, { ...context, ...data }, reader)
  const say = (message: string) => sayMessage(reader.locale, message, values)
  const paragraphs = owedParagraphs(kind, wording).flatMap((paragraph): LetterParagraph[] => {
    const variable = soleVariable(paragraph)
    const type = variable ? variablesOf(kind)[variable] : undefined
    if (type === 'words') return [{ quoted: String(data[variable!] ?? '') }]
    if (type === 'steps') return saySteps(context.steps, reader.locale)
    if (type === 'withheld') return sayWithheld(data, reader)
    if (type === 'lateness') return sayLateness(data, context, reader)
    if (type === 'remedy') return sayWantedRemedy(kind, data, context, reader)
    return sayText(say(paragraph))
  })
  return { subject: say(wording.subject).replaceAll('\n', ' '), paragraphs }
}

/** A text of the house that was saved before the law's clause about a part or a delay was asked of it says them at its end. */
function owedParagraphs(kind: LetterName, { body }: Wording): string[] {
  const paragraphs = paragraphsOf(body)
  const owed = Object.entries(variablesOf(kind)).filter(([, type]) => type === 'withheld' || type === 'lateness')
  const missing = owed.filter(([name]) => !paragraphs.some(paragraph => soleVariable(paragraph) === name))
  return [...paragraphs, ...missing.map(([name]) => `{${name}}`)]
}

/** A paragraph may come out empty, because what it tells is not the case here. */
function sayText(text: string): LetterParagraph[] {
  const lines = text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
  if (lines.length === 0) return []
  if (lines.every(line => line.startsWith('- '))) return [{ items: lines.map(line => line.slice(2)) }]
  return [{ text: lines.join('\n') }]
}

function saySteps(steps: readonly Step[], locale: Locale): LetterParagraph[] {
  if (steps.length === 0) return []
  const described = describeSteps(steps, createTranslator(locale, 'deadlines'), localeFacts[locale].tag)
  return [{ steps: described.map(({ text, cite }) => ({ text, cite })) }]
}

type Withheld = readonly { ground: string; count: number }[]

/** What was refused in part: each ground by its article, and the officer's own words where there are some (Art. 12(4) GDPR). */
function sayWithheld(data: { readonly [name: string]: Value }, { translate }: Reader): LetterParagraph[] {
  const withheld = (data.withheld ?? []) as Withheld
  if (withheld.length === 0) return []
  const items = withheld.map(({ ground, count }) =>
    translate(
      `portal.package-released.withheld.${(grounds as readonly string[]).includes(ground) ? ground : 'other'}`,
      {
        count,
      },
    ),
  )
  const text = translate('portal.package-released.in-part')
  return [{ text }, { items }, ...(data.explanation ? [{ quoted: String(data.explanation) }] : [])]
}

/** That the day has passed, which day it was, and why, in the officer's own words. */
function sayLateness(
  data: { readonly [name: string]: Value },
  { deadline }: LetterContext,
  { locale, translate }: Reader,
): LetterParagraph[] {
  if (!data.lateness) return []
  const text = translate('lateness', { deadline: formatDate(locale, Temporal.PlainDate.from(deadline)) })
  return [{ text }, { quoted: String(data.lateness) }]
}

function sayWantedRemedy(
  kind: LetterName,
  data: { readonly [name: string]: Value },
  context: LetterContext,
  { translate }: Reader,
): LetterParagraph[] {
  const remedy = (data.remedy as Remedy | undefined) ?? context.remedy
  if (!remedy) return []
  // What the letter's own data carries is what it was written for; what the request gives is told where its law wants it told.
  const rules = data.remedy ? remedy.rules : rulesWithRemedy(kind, remedy.rules)
  return rules.length === 0 && !data.remedy ? [] : sayRemedy({ ...remedy, rules: [...rules] }, translate)
}

function plainValues(kind: LetterName, known: { readonly [name: string]: Value }, { locale, zone }: Reader) {
  const values: Record<string, string | number> = {}
  for (const [name, type] of Object.entries(variablesOf(kind))) {
    const value = known[name]
    if (value === undefined || value === null) continue
    if (type === 'date') values[name] = value === '' ? '' : formatDate(locale, Temporal.PlainDate.from(String(value)))
    else if (type === 'instant') values[name] = formatDay(locale, Temporal.Instant.from(String(value)), zone)
    else if (typeof value === 'boolean') values[name] = value ? 'yes' : 'no'
    else if (typeof value === 'string' || typeof value === 'number') values[name] = value
  }
  return values
}
