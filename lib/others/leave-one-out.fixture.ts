import type { Site } from '#lib/demo/generate-site.ts'

/** What the map knows of everybody but one, as far as it stands in a text: nobody else may be in anybody's copy. */
export function othersIn(text: string, { everybody }: Site, own: string): string[] {
  const self = everybody.find(({ email }) => email === own)!
  const mine = new Set([self.fullName, self.email, self.phone])
  const folded = text.toLowerCase()
  return everybody
    .filter(person => person !== self)
    .flatMap(({ fullName, email, phone }) => [fullName, email, phone])
    .filter(one => one !== null && !mine.has(one) && stands(folded, one.toLowerCase()))
    .map(String)
}

/** As a word of its own: 林晓 is not in 林晓明, nor ann@example.org in joann@example.org. */
function stands(text: string, words: string): boolean {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const around = [text[at - 1] ?? ' ', text[at + words.length] ?? ' ']
    if (!around.some(one => /[\p{L}\p{N}.+_-]/u.test(one))) return true
  }
  return false
}
