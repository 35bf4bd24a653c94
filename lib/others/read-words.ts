import { fold, writtenOut } from './fold.ts'

/** A word of a text: where it stands (UTF-16, as JavaScript counts), how it is written, and the forms it may be known under. */
export type Word = {
  start: number
  end: number
  written: string
  forms: string[]
  /** One letter: an initial, which says nothing about whose name it is. */
  initial: boolean
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}\u00ad\u200b-\u200f\u2060\ufeff]*(?:['’ʼ‘][\p{L}\p{M}]+)*/gu
const genitive = /['’ʼ]s$/u
const han = /\p{Script=Han}/u

/** Particles that Hebrew and Arabic write together with the word they belong to: and, to, in, from, the. */
const prefixes = /^[ולבמהשכوفبلك](?=\p{L}{3})/u

const formsOf = (written: string): string[] => {
  const plain = fold(written)
  const forms = [plain, writtenOut(written)]
  if (/^\p{Script=Latin}{4,}s$/u.test(plain)) forms.push(plain.slice(0, -1))
  if (prefixes.test(plain)) forms.push(plain.replace(prefixes, ''))
  return [...new Set(forms.filter(form => form !== null))]
}

/** The words of a text in order. Chinese is written without spaces: see `readHanRuns`. */
export const readWords = (text: string): Word[] =>
  [...text.matchAll(wordPattern)].flatMap(({ 0: found, index }) => {
    if (han.test(found)) return []
    const written = found.replace(genitive, '')
    const forms = formsOf(written)
    if (forms[0] === '') return []
    return [{ start: index, end: index + written.length, written, forms, initial: [...forms[0]!].length === 1 }]
  })

/** The runs of Chinese characters of a text, with where each character starts. */
export const readHanRuns = (text: string): { characters: string[]; starts: number[] }[] =>
  [...text.matchAll(/\p{Script=Han}{2,}/gu)].map(({ 0: run, index }) => {
    const characters = [...run]
    const starts: number[] = []
    let at = index
    for (const character of characters) {
      starts.push(at)
      at += character.length
    }
    return { characters: characters.map(one => one.normalize('NFKC')), starts: [...starts, at] }
  })
