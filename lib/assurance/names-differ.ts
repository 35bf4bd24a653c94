import { normaliseText } from './normalise-answer.ts'

/** The words of a name that can tell people apart; initials cannot. */
const wordsOf = (name: string): string[] =>
  name
    .split(/[\s,.;/()"“”'’-]+/)
    .map(normaliseText)
    .filter(word => word.length > 1)

/**
 * Whether names under one address look like several people: two of them share no word. “A. Byrne” and “Anna Byrne-Kelly” share one;
 * “Anna Byrne” and “Tom Walsh” do not. Scripts are not transliterated, so a name in two scripts counts as two and an officer looks.
 */
export function namesDiffer(names: readonly string[]): boolean {
  const known = names.map(wordsOf).filter(words => words.length > 0)
  return known.some((words, index) => known.slice(index + 1).some(other => !words.some(word => other.includes(word))))
}
