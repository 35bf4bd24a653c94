/** A piece of the newer text, or of the older one that is gone. */
export type Piece = { kind: 'same' | 'added' | 'removed'; text: string }

/** Sentences with what follows them, so that the pieces joined give the text again; each paragraph ends its own. */
const pieces = (text: string): string[] => text.match(/[^\n]*?[.!?]+(?:\s+|$)|[^\n]+\n*|\n+/g) ?? []

/**
 * What changed between two versions, sentence by sentence: the longest common sequence, what is gone before what came instead. A notice has
 * some hundred sentences, so the plain table is quick.
 */
export function compareTexts(before: string, after: string): Piece[] {
  const [old, now] = [pieces(before), pieces(after)]
  const key = (text: string | undefined) => text?.trim()
  const common = old.map(() => new Array<number>(now.length + 1).fill(0)).concat([new Array(now.length + 1).fill(0)])
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      common[i]![j] =
        key(old[i]) === key(now[j]) ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!)
  const found: Piece[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && key(old[i]) === key(now[j])) {
      found.push({ kind: 'same', text: now[j]! })
      i++
      j++
    } else if (i < old.length && (j === now.length || common[i + 1]![j]! >= common[i]![j + 1]!))
      found.push({ kind: 'removed', text: old[i++]! })
    else found.push({ kind: 'added', text: now[j++]! })
  }
  return found
}
