import { paragraphsOf, type Wording } from './wording.ts'

export type Change = { is: 'same' | 'gone' | 'new'; text: string }

/** What became of each paragraph (the subject is the first) from one version to another: the longest common run stays. */
export function compareWordings(before: Wording, after: Wording): Change[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const common = lengths(old, now)
  const changes: Change[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      changes.push({ is: 'same', text: old[i]! })
      i++
      j++
    } else if (j >= now.length || (i < old.length && common[i + 1]![j]! >= common[i]![j + 1]!)) {
      changes.push({ is: 'gone', text: old[i++]! })
    } else {
      changes.push({ is: 'new', text: now[j++]! })
    }
  }
  return changes
}

const linesOf = ({ subject, body }: Wording) => [subject, ...paragraphsOf(body)]

/** `lengths[i][j]`: how many paragraphs `old` from i and `now` from j have in common, in order. */
function lengths(old: readonly string[], now: readonly string[]): number[][] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0))
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      table[i]![j] = old[i] === now[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!)
  return table
}
