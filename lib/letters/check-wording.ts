import { createTranslator } from '#lib/i18n/translator.ts'
import { IcuSyntaxError, messageArguments } from '#lib/i18n/walk-message.ts'
import { type Clause, demandsOn, variableOf } from './clauses.ts'
import { isParagraph, type LetterName, variablesOf } from './kinds.ts'
import { sampleContext, samplesOf } from './sample.ts'
import { type LetterPage, sayWording } from './say-letter.ts'
import { paragraphsOf, soleVariable, type Wording, type WordingLocale } from './wording.ts'

/** What keeps a text from being saved. `at`: 0 is the subject, else the number of the paragraph; null: the text as a whole. */
export type WordingProblem =
  | { what: 'empty' | 'too-long'; field: 'subject' | 'body' }
  | { what: 'syntax'; at: number }
  | { what: 'tag' | 'unknown' | 'not-alone' | 'not-in-subject' | 'twice'; at: number; name: string }
  | { what: 'not-said'; at: number }
  | { what: 'clause'; clause: Clause; name: string; cite: string }
  | { what: 'sometimes'; clause: Clause; name: string }

const longest = { subject: 120, body: 8000 } as const

/**
 * Everything that is wrong with a text of the house: syntax, variables nobody fills in, and what the law wants said (clauses.json).
 * Pure. A text that passes can be said for every letter of its kind, whatever its ground, count or completeness.
 */
export function checkWording(kind: LetterName, locale: WordingLocale, wording: Wording): WordingProblem[] {
  const problems = [...checkLengths(wording), ...checkParagraphs(kind, wording)]
  if (problems.length > 0) return problems
  return checkSaid(kind, locale, wording)
}

const checkLengths = (wording: Wording): WordingProblem[] =>
  (['subject', 'body'] as const).flatMap((field): WordingProblem[] => {
    if (wording[field].trim() === '') return [{ what: 'empty', field }]
    return wording[field].length > longest[field] ? [{ what: 'too-long', field }] : []
  })

function checkParagraphs(kind: LetterName, { subject, body }: Wording): WordingProblem[] {
  const variables = variablesOf(kind)
  const alone = new Set<string>()
  return [subject, ...paragraphsOf(body)].flatMap((text, at): WordingProblem[] => {
    const named = argumentsIn(text)
    if (!named) return [{ what: 'syntax', at }]
    return named.flatMap((name): WordingProblem[] => {
      if (name.startsWith('<')) return [{ what: 'tag', at, name }]
      if (!Object.hasOwn(variables, name)) return [{ what: 'unknown', at, name }]
      if (!isParagraph(variables[name])) return []
      if (at === 0) return [{ what: 'not-in-subject', at, name }]
      if (soleVariable(text) !== name) return [{ what: 'not-alone', at, name }]
      if (alone.has(name)) return [{ what: 'twice', at, name }]
      alone.add(name)
      return []
    })
  })
}

/** The names a text uses; undefined where its braces do not pair. */
function argumentsIn(text: string): string[] | undefined {
  try {
    return messageArguments(text).map(signature => signature.split(':')[0]!)
  } catch (fault) {
    if (fault instanceof IcuSyntaxError) return undefined
    throw fault
  }
}

/** Says the text for every kind of letter it will have to serve, and looks for what the law wants in each. */
function checkSaid(kind: LetterName, locale: WordingLocale, wording: Wording): WordingProblem[] {
  const missing = demandsOn(kind).flatMap(({ clauses, cite }) =>
    clauses.flatMap((clause): WordingProblem[] => {
      const name = variableOf[clause]
      const used = name === null || [wording.subject, wording.body].some(text => argumentsIn(text)?.includes(name))
      return used ? [] : [{ what: 'clause', clause, name, cite }]
    }),
  )
  if (missing.length > 0) return each(missing, problem => ('name' in problem ? problem.name : ''))
  const pages: LetterPage[] = []
  for (const sample of samplesOf(kind, 'the officer’s own words'))
    try {
      pages.push(sayWording(kind, wording, sample, sampleContext, readerOf(locale)))
    } catch {
      return [{ what: 'not-said', at: unsayable(kind, locale, wording, sample) }]
    }
  return each(hidden(kind, locale, pages), problem => ('name' in problem ? problem.name : ''))
}

const readerOf = (locale: WordingLocale) => ({ locale, zone: 'UTC', translate: createTranslator(locale, 'mail') })

/** Which paragraph cannot be said; the subject is 0. */
function unsayable(kind: LetterName, locale: WordingLocale, { subject, body }: Wording, sample: object): number {
  return [subject, ...paragraphsOf(body)].findIndex(text => {
    try {
      sayWording(kind, { subject: 'x', body: text }, sample as never, sampleContext, readerOf(locale))
      return false
    } catch {
      return true
    }
  })
}

/** A date the law wants said must not hide in a branch that some letters never take. */
function hidden(kind: LetterName, locale: WordingLocale, pages: readonly LetterPage[]): WordingProblem[] {
  const variables = variablesOf(kind)
  return demandsOn(kind)
    .flatMap(({ clauses }) => clauses)
    .flatMap((clause): WordingProblem[] => {
      const name = variableOf[clause]
      const type = name === null ? undefined : variables[name]
      if (name === null || (type !== 'date' && type !== 'instant' && type !== 'text')) return []
      const sign = sayWording(
        kind,
        { subject: 'x', body: `{${name}}` },
        samplesOf(kind, 'x')[0]!,
        sampleContext,
        readerOf(locale),
      )
      const wanted = JSON.stringify(sign.paragraphs[0]).slice(9, -2)
      return pages.every(page => JSON.stringify(page).includes(wanted)) ? [] : [{ what: 'sometimes', clause, name }]
    })
}

const each = <T>(items: readonly T[], key: (item: T) => string): T[] => [
  ...new Map(items.map(item => [key(item), item])).values(),
]
