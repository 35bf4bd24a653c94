import { Temporal } from 'temporal-polyfill'
import { compareCoverage, mapOf } from '../compare-coverage.ts'
import { type Collection, type DataMap, type Dataset, idOf } from '../data-map.ts'
import type { Limits } from '../limits.ts'
import { findRelation, mappedRelations, type Reading, readingOf, schemaOf } from '../postgres/relation.ts'
import { reason, SourceFailure } from '../reason.ts'
import { recordOf } from '../record-of-row.ts'
import type { SourceAddress } from '../source-addresses.ts'
import type { SourceReader } from '../source-reader.ts'
import { bestFirst, noWay } from '../walk.ts'
import { readCatalogue } from './read-catalogue.ts'
import { openSession } from './session.ts'
import { gatherStatement, knownStatement, listStatement, readStatement, touchStatement } from './statement.ts'

/**
 * Opens MySQL or MariaDB as a source: read-only, at one instant, with the live catalogue read in that instant. A database of the
 * server is what the map calls a schema. Throws SourceFailure.
 */
export const open = async (
  map: DataMap,
  connection: string,
  address: SourceAddress,
  limits: Limits,
): Promise<SourceReader> => {
  const session = await openSession(address, limits)
  try {
    const catalogue = await readCatalogue(session)
    const mapped = mappedRelations(map, connection, catalogue)
    const datasets = new Map<string, Dataset>(map.datasets.map(dataset => [dataset.key, dataset]))
    const relationOf = (dataset: Dataset, collection: Collection) => findRelation(dataset, collection, catalogue)
    const readings = new Map<string, Reading>()
    const readingFor = (collection: Collection): Reading => {
      const known = readings.get(idOf(collection))
      if (known) return known
      const reading = readingOf(
        collection,
        relationOf(datasets.get(collection.dataset)!, collection),
        mapped,
        catalogue,
      )
      readings.set(idOf(collection), reading)
      return reading
    }
    return {
      snapshot: { source: connection, at: session.at, lsn: null, fingerprint: catalogue.fingerprint },
      catalogue,
      relationOf,
      coverage: () =>
        compareCoverage(
          mapOf(map, connection),
          catalogue,
          (_dataset, collection) => mapped.get(idOf(collection)) ?? null,
          dataset => schemaOf(dataset, catalogue),
          Temporal.PlainDate.from(session.at.slice(0, 10)),
        ),
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
            yield batch.map(row => recordOf(row, arrivals, statement))
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
