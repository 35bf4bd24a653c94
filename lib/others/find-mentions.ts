import alsoWords from './also-words.json' with { type: 'json' }
import { mostHan, mostWords, nameForm } from './name-forms.ts'
import { type Locator, readAddresses, readPhones } from './read-locators.ts'
import { readHanRuns, readWords, type Word } from './read-words.ts'

/** What gives somebody away. `word-name`: a name that is also a plain phrase, or so short that it may be part of another. */
export const mentionKinds = ['address', 'phone', 'name', 'word-name'] as const
export type MentionKind = (typeof mentionKinds)[number]

/** A place in a text that gives somebody away, and whom: keyed names of everybody who is known by it. */
export type Found = { start: number; end: number; kind: MentionKind; owners: string[] }

/** What is asked of the index: `word`s only whether any name has them. */
export type Form = { kind: 'address' | 'phone' | 'name' | 'word'; form: string }

/** Whose each form is; what nobody is known by is missing. Asked for many forms at once. */
export type Ask = (forms: Form[]) => Promise<Map<string, string[]>>

export const formId = ({ kind, form }: Form): string => `${kind}:${form}`

type Candidate = { start: number; end: number; kind: MentionKind; forms: Form[] }

const plainWords = new Set(alsoWords.words)
const notPeople = new Set(alsoWords.notPeople)

/** What may stand between two words of one name; after an initial also a stop. */
const between = /^[\s,'"“”„’()\-‐‑–]{1,4}$/u
const afterInitial = /^[\s.,'"“”„’()\-‐‑–]{1,4}$/u
const cased = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u
const lower = (word: Word) => cased.test(word.written) && word.written === word.written.toLowerCase()

const locators = (text: string): Candidate[] => {
  const as =
    (kind: 'address' | 'phone') =>
    ({ start, end, forms }: Locator) => ({
      ...{ start, end, kind },
      forms: forms.map(form => ({ kind, form })),
    })
  return [...readAddresses(text).map(as('address')), ...readPhones(text).map(as('phone'))]
}

/** Words that follow each other and are all part of some name. */
const runsOf = (text: string, words: Word[], isPart: (form: string) => boolean): Word[][] => {
  const runs: Word[][] = []
  let run: Word[] = []
  let last: Word | undefined
  for (const word of words) {
    const known = { ...word, forms: word.forms.filter(isPart) }
    const joined = last && (last.initial ? afterInitial : between).test(text.slice(last.end, word.start))
    if (!joined && run.length > 0) {
      runs.push(run)
      run = []
    }
    if (word.initial || known.forms.length > 0) run.push(known)
    else if (run.length > 0) {
      runs.push(run)
      run = []
    }
    last = word
  }
  if (run.length > 0) runs.push(run)
  return runs
}

const spellings = (words: Word[]): string[][] =>
  words.reduce<string[][]>((all, { forms }) => all.flatMap(one => forms.map(form => [...one, form])), [[]]).slice(0, 16)

/** A phrase of plain words is a name only where it is written as one; “will may” is not, “Will May” may be. */
const kindOf = (words: Word[]): MentionKind | null => {
  if (!words.every(({ forms }) => forms.every(form => plainWords.has(form)))) return 'name'
  return words.some(lower) ? null : 'word-name'
}

const windowsOf = (run: Word[], next: Word | undefined): Candidate[] => {
  const names = run.filter(word => !word.initial)
  const found: Candidate[] = []
  for (let from = 0; from < names.length; from++) {
    for (let length = 2; length <= mostWords && from + length <= names.length; length++) {
      const words = names.slice(from, from + length)
      const follower = names[from + length] ?? next
      const kind = kindOf(words)
      if (!kind || follower?.forms.some(form => notPeople.has(form))) continue
      const forms = spellings(words).map((one): Form => ({ kind: 'name', form: nameForm(one) }))
      found.push({ start: words[0]!.start, end: words.at(-1)!.end, kind, forms })
    }
  }
  return found
}

const followerOf = (text: string, words: Word[], run: Word[]): Word | undefined => {
  const last = run.at(-1)!
  const next = words.find(({ start }) => start >= last.end)
  return next && /^[\s,]{1,3}$/u.test(text.slice(last.end, next.start)) ? next : undefined
}

const hanWindows = (text: string, isPart: (form: string) => boolean): Candidate[] =>
  readHanRuns(text).flatMap(({ characters, starts }) =>
    characters.flatMap((_, from) => {
      if (!isPart(characters.slice(from, from + 2).join(''))) return []
      return Array.from({ length: mostHan - 1 }, (_, n) => n + 2)
        .filter(length => from + length <= characters.length)
        .map((length): Candidate => {
          const form = characters.slice(from, from + length).join('')
          const kind = length === 2 && characters.length > 2 ? 'word-name' : 'name'
          return { start: starts[from]!, end: starts[from + length]!, kind, forms: [{ kind: 'name', form }] }
        })
    }),
  )

/** An address says most, a longer name more than a shorter one; two places never overlap. */
const apart = (found: Found[]): Found[] => {
  const rank = ({ kind }: Found) => mentionKinds.indexOf(kind === 'word-name' ? 'name' : kind)
  const kept: Found[] = []
  const best = [...found].sort((a, b) => rank(a) - rank(b) || b.end - b.start - (a.end - a.start) || a.start - b.start)
  for (const one of best) if (!kept.some(({ start, end }) => one.start < end && start < one.end)) kept.push(one)
  return kept.sort((a, b) => a.start - b.start)
}

/** Parts of a text of which nothing is said: the name of the person's own company, say. */
export type Skip = (text: string, words: Word[]) => { start: number; end: number }[]

/**
 * Everybody who is given away in some texts, place by place: by address, telephone number, or name in any order and with initials left
 * out. Asks twice for all the texts together: first which words are part of any name, then for what those words make up.
 */
export async function findMentions(texts: readonly string[], ask: Ask, skip: Skip = () => []): Promise<Found[][]> {
  const read = texts.map(text => ({ text, words: readWords(text), locators: locators(text) }))
  const words = read.flatMap(one => one.words.flatMap(({ forms }) => forms))
  const pairs = read.flatMap(one =>
    readHanRuns(one.text).flatMap(({ characters }) =>
      characters.slice(1).map((character, index) => `${characters[index]}${character}`),
    ),
  )
  const parts = await ask([...new Set([...words, ...pairs])].map(form => ({ kind: 'word', form })))
  const isPart = (form: string) => parts.has(formId({ kind: 'word', form }))
  const candidates = read.map(({ text, words, locators }) => [
    ...locators,
    ...runsOf(text, words, isPart).flatMap(run => windowsOf(run, followerOf(text, words, run))),
    ...hanWindows(text, isPart),
  ])
  const owners = await ask(candidates.flat().flatMap(({ forms }) => forms))
  return candidates.map((some, index) => {
    const shut = some.length > 0 ? skip(read[index]!.text, read[index]!.words) : []
    const found = some.flatMap(({ start, end, kind, forms }): Found[] => {
      const known = [...new Set(forms.flatMap(form => owners.get(formId(form)) ?? []))]
      if (known.length === 0 || shut.some(part => start >= part.start && end <= part.end)) return []
      return [{ start, end, kind, owners: known }]
    })
    return apart(found)
  })
}
