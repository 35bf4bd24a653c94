/** Letters that no decomposition takes apart, in the way names in addresses are usually written without them. */
const letters: { [letter: string]: string } = {
  ...{ ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h' },
  // One Arabic letter in two ways of writing it, with and without its seat or dots.
  ...{ ى: 'ي', ة: 'ه', ٱ: 'ا', ک: 'ك', ی: 'ي', ς: 'σ', ё: 'е' },
}

/** An accent is a way of writing in these scripts; in others, such as Devanagari, a mark is a vowel and another name. */
const accents = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}])\p{M}+/gu
const invisible = /[\u200b-\u200f\u2060\u00ad\ufeff\u0640]/g
const apostrophes = /['’ʼ‘`´]/g

/** A word of a name as it is compared: without case, accents, apostrophes and what cannot be seen. Scripts are not transliterated. */
export const fold = (word: string): string =>
  word
    .normalize('NFKD')
    .toLowerCase()
    .replace(invisible, '')
    .replace(apostrophes, '')
    .replace(accents, '')
    .replace(/[ßøæœłđðþıħىةٱکیςё]/g, letter => letters[letter] ?? letter)
    .normalize('NFC')

const digraphs: { [letter: string]: string } = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' }

/** A word with its umlauts written out, as a keyboard without them writes it; null where it has none. */
export const writtenOut = (word: string): string | null => {
  const plain = word.normalize('NFC').toLowerCase()
  const out = plain.replace(/[äöüåø]/g, letter => digraphs[letter]!)
  return out === plain ? null : fold(out)
}
