/** Edits (insert, delete, replace, swap of neighbours) between two short words: optimal string alignment. */
const distance = (a: string, b: string): number => {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, rows[i - 2]![j - 2]! + 1)
      row.push(best)
    }
    rows.push(row)
  }
  return rows[a.length]![b.length]!
}

/** The known word that was probably meant, or null when none is near. */
export const nearestKey = (word: string, known: Iterable<string>): string | null => {
  const typed = word.slice(0, 80).toLowerCase()
  let nearest: string | null = null
  let least = Math.max(2, Math.floor(typed.length / 2)) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - typed.length) >= least) continue
    const edits = distance(typed, candidate.toLowerCase())
    if (edits < least) {
      least = edits
      nearest = candidate
    }
  }
  return nearest
}
