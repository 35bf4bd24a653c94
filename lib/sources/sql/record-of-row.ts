import type { FoundRecord, Json } from '../contract.ts'
import type { Arrival } from '../walk.ts'

/** How a row of texts becomes a record: after the number of its arrival come its key, then its values in this order. */
export type RowShape = { keyLength: number; renderings: { name: string; decode: (text: string) => Json }[] }

/** A row as a database wrote it, every value as text, as the record of the arrival it answers. */
export const recordOf = (
  row: (string | null)[],
  arrivals: Arrival[],
  { keyLength, renderings }: RowShape,
): FoundRecord => {
  const { path, third } = arrivals[Number(row[0])]!
  const values = renderings.map(({ name, decode }, index) => {
    const text = row[1 + keyLength + index]
    return [name, text === null || text === undefined ? null : decode(text)] as const
  })
  // Not by assignment: a column may be called `__proto__`.
  return { key: row.slice(1, 1 + keyLength) as string[], path, thirdParty: third, values: Object.fromEntries(values) }
}
