import type { Temporal } from 'temporal-polyfill'
import type { DataMap } from './data-map.ts'
import type { CheckRow } from './store.ts'

/** An exclusion whose date comes soon: then its columns are unclassified again. */
export type Expiring = { what: string; owner: string; expires: string }

export type Drift = {
  /** Tables of which every column is described, and all there are. */
  described: number
  tables: number
  columns: number
  unclassified: string[]
  missing: string[]
  /** Which of both the comparison before did not have. */
  fresh: string[]
}

const tableOf = (column: string) => column.slice(0, column.lastIndexOf('.'))

/** What the newest comparison says, and what of it is new against the one before. Pure. */
export function driftOf(newest: CheckRow, before: CheckRow | undefined): Drift {
  const { tables, columns, unclassified, missing } = newest
  const known = new Set([...(before?.unclassified ?? []), ...(before?.missing ?? [])])
  return {
    ...{ tables, columns, unclassified, missing },
    described: Math.max(0, tables - new Set(unclassified.map(tableOf)).size),
    fresh: before ? [...unclassified, ...missing].filter(name => !known.has(name)) : [],
  }
}

/** Days before an exclusion ends on which it is worth a word. */
export const expiringDays = 30

/** Exclusions that end within so many days; those that ended already are among the unclassified columns. */
export const expiringIn = (map: DataMap, today: Temporal.PlainDate, days: number = expiringDays): Expiring[] => {
  const [first, last] = [today.toString(), today.add({ days }).toString()]
  return map.datasets.flatMap(dataset =>
    dataset.exclude
      .filter(({ expires }) => expires >= first && expires <= last)
      .map(({ table, column, owner, expires }) => ({
        ...{ owner, expires },
        what: [dataset.key, table, ...(column === null ? [] : [column])].join('.'),
      })),
  )
}
