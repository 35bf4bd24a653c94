import type { RecordLines } from '../contract.ts'
import type { DataMap } from '../data-map.ts'
import { reason, SourceFailure } from '../reason.ts'
import type { OpenSource } from '../source-reader.ts'
import { mappedRelations } from '../sql/relation.ts'
import { tablesOf } from '../sql/tables.ts'
import { type Arrival, bestFirst, noWay } from '../walk.ts'
import type { Rows, Statements } from './connect.ts'
import { batches, guarded, RowBatch } from './cursor.ts'
import { LineBatch, lineShape, Pieces } from './line-batch.ts'
import { exactMatch } from './match.ts'
import { readCatalogue } from './read-catalogue.ts'
import { listStatement, type ReadStatement, readStatement } from './read-statement.ts'
import { openSession, type Session } from './snapshot.ts'
import { gatherStatement, knownStatement, type Statement, touchStatement } from './statement.ts'

const collect = async (reader: Statements, statement: Statement, most: number): Promise<string[][]> => {
  const found: string[][] = []
  for await (const { rows } of guarded(reader, () => batches(reader, statement, () => new RowBatch()))) {
    found.push(...(rows as string[][]))
    if (found.length > most) throw new SourceFailure(reason('too-many-keys', String(most)))
  }
  return found
}

/** The rows of a statement as lines of records, from a reader of their own. */
async function* lines(session: Session, statement: ReadStatement, arrivals: Arrival[]): AsyncGenerator<RecordLines> {
  const shape = lineShape(arrivals, statement)
  const pieces = new Pieces()
  const reader = await session.take()
  try {
    for await (const batch of guarded(reader, () => batches(reader, statement, () => new LineBatch(shape, pieces))))
      for (const piece of batch.lines()) {
        yield piece
        pieces.give(piece)
      }
  } finally {
    session.give(reader)
  }
}

/** The mapped tables that the role may read, and with that lock. */
const lockable = async (map: DataMap, connection: string, rows: Rows): Promise<string[]> => {
  const mapped = mappedRelations(map, connection, await readCatalogue(rows))
  const tables = [...mapped.values()].filter(({ kind }) => kind === 'r' || kind === 'p')
  const may = await rows(
    `select quote_ident(n.nspname) || '.' || quote_ident(c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.oid = any($1::oid[]) and has_table_privilege(c.oid, 'select') and has_schema_privilege(n.oid, 'usage') order by 1`,
    [tables.map(({ id }) => id)],
  )
  return may.map(row => row[0]!)
}

/**
 * Opens a PostgreSQL database as a source: read-only, at one instant, with the live catalogue read in that instant. The role
 * of the URL should be able to read and nothing else; the transaction is read-only whatever the role may do.
 * Throws SourceFailure.
 */
export const open: OpenSource = async (map, connection, address, limits) => {
  const session = await openSession(address, limits, limits.parallel, rows => lockable(map, connection, rows))
  try {
    const catalogue = await readCatalogue(session.rows)
    const { tables, readingFor } = tablesOf(map, connection, catalogue, session)
    const { matcher = exactMatch, maxKeys } = limits
    return {
      ...tables,
      gather: async (collection, arrival, fields) => {
        const statement = gatherStatement(readingFor(collection), arrival, fields, matcher)
        return session.withReader(rows => collect(rows, statement, maxKeys))
      },
      async *read(collection, ways) {
        const arrivals = bestFirst(ways)
        yield* lines(session, readStatement(collection, readingFor(collection), arrivals, matcher), arrivals)
      },
      async *list(collection) {
        yield* lines(session, listStatement(collection, readingFor(collection)), [noWay])
      },
      touches: async (collection, arrivals) => {
        const statement = touchStatement(readingFor(collection), arrivals, matcher)
        return (await session.withReader(rows => collect(rows, statement, 1))).length > 0
      },
      known: async (collection, field, values) => {
        const statement = knownStatement(readingFor(collection), field, values)
        const rows = await session.withReader(reader => collect(reader, statement, values.length))
        return new Set(rows.map(row => row[0]!))
      },
      close: session.close,
    }
  } catch (thrown) {
    await session.close()
    throw thrown
  }
}
