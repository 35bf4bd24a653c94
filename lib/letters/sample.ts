import type { Step } from '#lib/deadlines/steps.ts'
import type { Remedy } from '#lib/requests/letter-data.ts'
import { type LetterName, type VariableType, variablesOf } from './kinds.ts'
import type { LetterContext } from './say-letter.ts'

/** Whom the letters of the preview name: nobody real. */
const remedy: Remedy = {
  authority: { name: 'Example Authority', url: 'https://authority.example.org/' },
  contact: 'privacy@example.org',
  rules: ['eu_gdpr.access', 'uk_gdpr.access', 'ca_pipeda.access'],
}

const steps: readonly Step[] = [
  { code: 'received', params: {}, date: '2031-03-03', cite: 'GDPR 12(3); Reg. 1182/71 3(1)' },
  { code: 'period', params: { n: 1, unit: 'month' }, date: '2031-04-03', cite: 'GDPR 12(3); Reg. 1182/71 3(2)(c)' },
]

/** A request that nobody made: its dates are far enough ahead that a sentence with one can only have it from its variable. */
export const sampleContext: LetterContext = {
  ref: 'D-2345-6789',
  organisation: 'Example Organisation',
  contact: 'privacy@example.org',
  deadline: '2031-04-03',
  late: false,
  onPaper: false,
  steps,
  remedy,
}

const dates = ['2031-05-06', '2031-07-08', '2031-09-10']

/** One letter of this kind for every choice its text can make, with invented data. */
export function samplesOf(kind: LetterName, words: string): { [name: string]: string | number | boolean | object }[] {
  let dated = 0
  const choices = Object.entries(variablesOf(kind)).map(([name, type]): [string, (string | number | object)[]] => [
    name,
    valuesOf(name, type),
  ])
  function valuesOf(name: string, type: VariableType): (string | number | object)[] {
    if (typeof type === 'object') return [...type]
    if (type === 'date') return [name === 'deadline' ? sampleContext.deadline : dates[dated++ % dates.length]!]
    if (type === 'instant') return ['2031-06-07T10:00:00Z']
    if (type === 'number') return [4711, 1, 0]
    if (type === 'words') return [words]
    if (type === 'remedy') return [remedy]
    if (type === 'lateness') return [words, '']
    if (type === 'withheld') return [[{ ground: 'rights-of-others', count: 2 }]]
    if (type === 'steps') return []
    return [String(sampleContext[name as 'ref'] ?? `${name} 4711`)]
  }
  return choices.reduce<{ [name: string]: string | number | object }[]>(
    (made, [name, values]) =>
      values.length === 0 ? made : made.flatMap(one => values.map(value => ({ ...one, [name]: value }))),
    [{}],
  )
}
