import { inByteOrder } from '../key-order.ts'
import { openService } from '../over-http/open-service.ts'
import { readPlace } from '../over-http/place.ts'
import { reason, SourceFailure } from '../reason.ts'
import type { OpenSource } from '../source-reader.ts'
import { recordOf } from '../sql/record-of-row.ts'
import { tablesOf } from '../sql/tables.ts'
import { bestFirst } from '../walk.ts'
import { keyColumn, keyOf } from './condition.ts'
import { readCatalogue } from './read-catalogue.ts'
import { gatherStatement, knownStatement, readStatement, touchStatement } from './statement.ts'
import { statementsOf } from './statements.ts'

/**
 * Opens one catalog of a Trino server as a source. It is asked with SELECT alone. A warehouse keeps no instant over several statements: each
 * is consistent in itself, as far as its connector is. Throws SourceFailure.
 */
export const open: OpenSource = async (map, connection, address, limits) => {
  const place = readPlace(address)
  // `/catalog` is of the address, not of the paths that the protocol is spoken at.
  const catalog = decodeURIComponent(place.base.slice(1))
  if (catalog === '' || catalog.includes('/')) throw new SourceFailure(reason('unfit-address', connection))
  const at = { ...place, base: '' }
  // As a database would be: it stands in the house, and the operator alone says where.
  const service = await openService(at, limits, true)
  try {
    const { pages, rows } = statementsOf(service, at, {
      ...(place.user === '' ? {} : { 'x-trino-user': place.user }),
      'x-trino-source': 'dossier',
      'x-trino-catalog': catalog,
      'x-trino-time-zone': 'UTC',
      'x-trino-session': `query_max_run_time=${Math.round(limits.totalMs)}ms`,
    })
    const [now] = await rows('select to_iso8601(current_timestamp)', 1)
    const instant = { at: now![0]!, lsn: null }
    const { tables, readingFor } = tablesOf(map, connection, await readCatalogue(catalog, rows), instant)
    return {
      ...tables,
      gather: async (collection, arrival, fields) => {
        const reading = readingFor(collection)
        const columns = fields.map(field => keyColumn(reading.relation, field))
        const found = await rows(
          gatherStatement(reading, arrival, fields, limits.maxKeys),
          fields.length,
          limits.maxKeys,
        )
        const keys = new Set(found.map(row => JSON.stringify(row.map((text, index) => keyOf(columns[index]!, text!)))))
        return inByteOrder(keys)
      },
      async *read(collection, ways) {
        const arrivals = bestFirst(ways)
        const statement = readStatement(collection, readingFor(collection), arrivals)
        const width = 1 + statement.keyLength + statement.renderings.length
        for await (const page of pages(statement.sql, width)) yield page.map(row => recordOf(row, arrivals, statement))
      },
      touches: async (collection, arrivals) =>
        (await rows(touchStatement(readingFor(collection), arrivals), 1)).length > 0,
      known: async (collection, field, values) => {
        if (values.length === 0) return new Set()
        const held = await rows(knownStatement(readingFor(collection), field, values), 1)
        return new Set(held.map(row => row[0]!))
      },
      close: async () => service.close(),
    }
  } catch (thrown) {
    service.close()
    throw thrown
  }
}
