/** The words of a name: `handledBy`, `handled_by` and `HANDLED-BY` are the same two. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(word => word !== '')

/** `categories` -> `category`, `addresses` -> `address`, `people` -> `person`: near enough to compare names of tables. */
export const singular = (word: string): string => {
  if (word === 'people') return 'person'
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
  return /[^s]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word
}

/** What names of tables wear that says nothing: `tbl_customer`, `t_customer`. */
const dress = new Set(['tbl', 'tab', 't', 'tb', 'dim', 'fact'])

/** The word that nearly all names of one schema begin with, a product's mark rather than a meaning; null where there is none. */
export const sharedMark = (names: string[]): string | null => {
  const firsts = new Map<string, number>()
  for (const name of names) {
    const [first, second] = wordsOf(name)
    if (first !== undefined && second !== undefined) firsts.set(first, (firsts.get(first) ?? 0) + 1)
  }
  const [most] = [...firsts].sort((a, b) => b[1] - a[1])
  return most && names.length >= 4 && most[1] / names.length >= 0.8 ? most[0] : null
}

/** The words a table is known by, in the singular, without dress and mark. */
export const tableWords = (name: string, mark: string | null): string[] => {
  const [first, ...others] = wordsOf(name)
  const bare =
    first !== undefined && others.length > 0 && (dress.has(first) || first === mark)
      ? others
      : [first ?? name, ...others]
  return bare.map(singular)
}

/** A label a person can read: `first_name` -> `First name`. */
export const labelOf = (name: string): string => {
  const words = wordsOf(name).join(' ')
  return words === '' ? name : words[0]!.toUpperCase() + words.slice(1)
}
