import type { FoundRecord } from '../contract.ts'
import type { Collection } from '../data-map.ts'
import { reason, SourceFailure } from '../reason.ts'
import { valuesFor } from '../row-values.ts'
import type { OpenSource } from '../source-reader.ts'
import { recordOf } from '../sql/record-of-row.ts'
import { tablesOf } from '../sql/tables.ts'
import { type Arrival, bestFirst, noWay } from '../walk.ts'
import { readCatalogue } from './read-catalogue.ts'
import { openSession } from './session.ts'
import { gatherStatement, knownStatement, listStatement, readStatement, touchStatement } from './statement.ts'

/** A record without the elements of a list it was not found by: those are other people's (Fides: `return_all_elements`). */
const ownElements = (collection: Collection, record: FoundRecord, arrival: Arrival): FoundRecord => ({
  ...record,
  values: valuesFor(collection, record, arrival),
})

/**
 * Opens MySQL or MariaDB as a source: read-only, at one instant, with the live catalogue read in that instant. A database of the
 * server is what the map calls a schema. Throws SourceFailure.
 */
export const open: OpenSource = async (map, connection, address, limits) => {
  const session = await openSession(address, limits)
  try {
    const { tables, readingFor } = tablesOf(map, connection, await readCatalogue(session), {
      at: session.at,
      lsn: null,
    })
    return {
      ...tables,
      gather: async (collection, arrival, fields) => {
        const { sql, values } = gatherStatement(readingFor(collection), arrival, fields)
        const bounded = `${sql} limit ${limits.maxKeys + 1}`
        const found = await session.alone(() => session.rows(bounded, values))
        if (found.length > limits.maxKeys) throw new SourceFailure(reason('too-many-keys', String(limits.maxKeys)))
        return found as string[][]
      },
      async *read(collection, ways) {
        const arrivals = bestFirst(ways)
        const statement = readStatement(collection, readingFor(collection), arrivals)
        const end = await session.turn()
        try {
          for await (const batch of session.stream(statement.sql, statement.values))
            yield batch.map(row =>
              ownElements(collection, recordOf(row, arrivals, statement), arrivals[Number(row[0])]!),
            )
        } finally {
          end()
        }
      },
      async *list(collection) {
        const statement = listStatement(collection, readingFor(collection))
        const end = await session.turn()
        try {
          for await (const batch of session.stream(statement.sql, statement.values))
            yield batch.map(row => recordOf(row, [noWay], statement))
        } finally {
          end()
        }
      },
      touches: async (collection, arrivals) => {
        const { sql, values } = touchStatement(readingFor(collection), arrivals)
        return (await session.alone(() => session.rows(sql, values))).length > 0
      },
      known: async (collection, field, asked) => {
        const { sql, values } = knownStatement(readingFor(collection), field, asked)
        return new Set((await session.alone(() => session.rows(sql, values))).map(row => row[0]!))
      },
      close: session.close,
    }
  } catch (thrown) {
    await session.close()
    throw thrown
  }
}
