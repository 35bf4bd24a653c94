import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Column, Relation } from '../catalogue.ts'
import { compareCoverage, mapOf } from '../compare-coverage.ts'
import { type Collection, collectionsOf, idOf } from '../data-map.ts'
import { inByteOrder } from '../key-order.ts'
import { openService } from '../over-http/open-service.ts'
import { readPlace } from '../over-http/place.ts'
import { reason, SourceFailure } from '../reason.ts'
import { keysAt, textsAt, toldName, valuesFor, wayFinder } from '../row-values.ts'
import type { OpenSource } from '../source-reader.ts'
import { bestFirst } from '../walk.ts'
import { Askings } from './askings.ts'

const columnNamed = (name: string): Column => ({
  ...{ name, quoted: name, type: 'json', declared: 'json', class: 'b', array: false, notNull: false },
})

const relationOf = (collection: Collection, seen: Set<string>): Relation => ({
  ...{ id: idOf(collection), kind: 'r', schema: collection.dataset, name: collection.name, quoted: collection.name },
  ...{ key: [], parents: [], reads: [] },
  columns: [...new Set([...seen].map(toldName))].sort().map(columnNamed),
})

/**
 * Opens a service that answers in JSON as a source. It is asked with GET alone, at one address found once. A service keeps no instant: what changes
 * while its pages are read fails where it can be seen. Throws SourceFailure.
 */
export const open: OpenSource = async (map, connection, address, limits) => {
  const at = Temporal.Now.instant().toString()
  const place = readPlace(address)
  const own = mapOf(map, connection)
  const keyHeader = own.datasets.find(({ authHeader }) => authHeader !== null)?.authHeader ?? null
  const service = await openService(
    keyHeader === null ? place : { ...place, authorization: null },
    limits,
    place.options.get('private') === 'true',
  )
  try {
    await service.reach()
    const askings = new Askings(service, place, keyHeader === null ? {} : { [keyHeader]: place.secret })
    for (const collection of collectionsOf(own)) await askings.sample(collection)
    const shape = collectionsOf(own).map(one =>
      JSON.stringify([idOf(one), one.http, [...askings.columnsOf(one)].sort()]),
    )
    const fingerprint = `sha256:${createHash('sha256').update(shape.join('\n')).digest('hex')}`
    return {
      snapshot: { source: connection, at, lsn: null, fingerprint },
      coverage: () => {
        // Where nothing was seen yet there is nothing to compare; the map's own word stands.
        const relations = collectionsOf(own).map(one => {
          const seen = askings.columnsOf(one)
          return relationOf(one, seen.size > 0 ? seen : new Set(one.fields.map(({ name }) => name)))
        })
        return compareCoverage(
          own,
          { relations, fingerprint },
          (_dataset, collection) => relations.find(({ id }) => id === idOf(collection)) ?? null,
          dataset => dataset.key,
          Temporal.PlainDate.from(at.slice(0, 10)),
        )
      },
      gather: async (collection, arrival, fields) => {
        const found = new Set<string>()
        const reached = wayFinder([arrival])
        for await (const { rows } of askings.answers(collection, arrival)) {
          for (const row of rows)
            if (reached(row)) for (const key of keysAt(row, fields)) found.add(JSON.stringify(key))
          if (found.size > limits.maxKeys) throw new SourceFailure(reason('too-many-keys', String(limits.maxKeys)))
        }
        return inByteOrder(found)
      },
      async *read(collection, ways) {
        const arrivals = bestFirst(ways)
        const reached = wayFinder(arrivals)
        let count = 0
        for (const [number, arrival] of arrivals.entries()) {
          const { path, third } = arrival
          for await (const { rows, asked } of askings.answers(collection, arrival)) {
            // A row that several questions bring is the best one's.
            const mine = rows.filter(row => {
              const way = reached(row)
              return way?.arrival === number && (asked === null || way.key === asked)
            })
            if (mine.length === 0) continue
            yield mine.map(row => ({
              key: askings.keyOf(collection, row, count++),
              ...{ path, thirdParty: third, values: valuesFor(collection, row, arrival) },
            }))
          }
        }
      },
      touches: async (collection, arrivals) => {
        const reached = wayFinder(arrivals)
        for (const arrival of arrivals)
          for await (const { rows } of askings.answers(collection, arrival)) if (rows.some(reached)) return true
        return false
      },
      known: async (collection, field, values) => {
        const held = new Set<string>()
        const arrival = { fields: [field], keys: values.map(value => [value]), path: [], third: 'no' as const }
        for await (const { rows } of askings.answers(collection, arrival))
          for (const row of rows) for (const text of textsAt(row, field.path)) held.add(text.toLowerCase())
        return new Set(values.filter(value => held.has(value.toLowerCase())))
      },
      close: async () => service.close(),
    }
  } catch (thrown) {
    service.close()
    throw thrown
  }
}
