import { fold, writtenOut } from './fold.ts'

const isHan = (text: string) => /^[\p{Script=Han}\s·・]+$/u.test(text)

/** The longest name that is looked for, in words. */
export const mostWords = 6
export const mostHan = 5

/** The forms of one name, and the words any of them is made of. `name` forms are looked up whole, `words` tell where to look. */
export type NameForms = { names: string[]; words: string[] }

const none: NameForms = { names: [], words: [] }

/** Words in any order are one name: Greystone, Philippa is Philippa Greystone. */
export const nameForm = (words: readonly string[]): string => [...words].sort().join(' ')

const partsOf = (name: string, folded: (word: string) => string): string[][] =>
  name
    .split(/[\s,;()"“”„«»/]+/u)
    .map(part =>
      part
        .split(/[-‐‑–.]+/u)
        .map(folded)
        .filter(word => [...word].length > 1),
    )
    .filter(part => part.length > 0)

const spelt = (name: string, folded: (word: string) => string): string[][] => {
  const parts = partsOf(name, folded)
  const [first, last] = [parts[0] ?? [], parts.at(-1) ?? []]
  return [parts.flat(), [...first, ...last], [...first, ...last.slice(-1)]]
    .map(words => [...new Set(words)])
    .filter(words => words.length > 1 && words.length <= mostWords)
}

const hanForms = (name: string): NameForms => {
  const characters = [...name.normalize('NFKC')].filter(one => !/[\s·・]/u.test(one))
  if (characters.length < 2 || characters.length > mostHan) return none
  return { names: [characters.join('')], words: [characters.slice(0, 2).join('')] }
}

/**
 * The forms under which a name is known: whole, and with the first and the last of its parts. Initials are left out; a name of a single
 * word is none, because it is no one's alone.
 */
export const formsOfName = (name: string): NameForms => {
  if (name.length > 200 || name.includes('@')) return none
  if (isHan(name.trim())) return hanForms(name.trim())
  const spellings = [...spelt(name, fold), ...spelt(name, word => writtenOut(word) ?? fold(word))]
  return { names: [...new Set(spellings.map(nameForm))], words: [...new Set(spellings.flat())] }
}
