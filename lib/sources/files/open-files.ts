import { createHash } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import type { Column, Relation } from '../catalogue.ts'
import { compareCoverage, mapOf } from '../compare-coverage.ts'
import type { FoundRecord } from '../contract.ts'
import { type Collection, type DataMap, idOf } from '../data-map.ts'
import { inByteOrder } from '../key-order.ts'
import { reason, SourceFailure } from '../reason.ts'
import { everyRow, keysAt, textsAt, toldName, valuesFor, wantedAt, wantedBy, wayFinder } from '../row-values.ts'
import type { OpenSource, SourceReader } from '../source-reader.ts'
import { type Arrival, bestFirst, noWay } from '../walk.ts'
import type { Format, Row } from './format.ts'
import { listFiles, namesLike, type SourceFile } from './list-files.ts'
import { Passes } from './passes.ts'

/** Which files a collection is: as its map says (`files`), else all where it is the only one, else those named like it. */
const filesOf = (collection: Collection, alone: boolean, files: SourceFile[]): SourceFile[] => {
  const fits = namesLike(collection.files ?? (alone ? '*' : `${collection.name}.*`))
  return files.filter(({ name }) => fits(name))
}

const columnNamed = (name: string): Column => ({
  ...{ name, quoted: name, type: 'text', declared: 'text', class: 'b', array: false, notNull: false },
})

const relationNamed = (schema: string, name: string, columns: Iterable<string>): Relation => ({
  ...{ id: `${schema}.${name}`, kind: 'r', schema, name, quoted: name, key: [], parents: [], reads: [] },
  columns: [...new Set([...columns].map(toldName))].map(columnNamed),
})

const perBatch = 200

/** A line as the record of the way that led to it: files know no other key than where it stands. */
const recordOf = (collection: Collection, row: Row, arrival: Arrival): FoundRecord => ({
  key: [row.file, String(row.line)],
  ...{ path: arrival.path, thirdParty: arrival.third, values: valuesFor(collection, row, arrival) },
})

/** One collection of an opened source: its passes, shared by all that read the same files, and its columns. */
type Part = { collection: Collection; passes: Passes; columns: string[]; headers: string[][] }

const partsOf = async (map: DataMap, connection: string, files: SourceFile[], format: Format) => {
  const shared = new Map<string, Omit<Part, 'collection'>>()
  const parts = new Map<string, Part>()
  for (const { collections } of mapOf(map, connection).datasets) {
    const read = collections.filter(one => format.made?.[one.name] === undefined)
    for (const collection of collections) {
      const own = filesOf(collection, read.length < 2, files)
      const id = own.map(({ name }) => name).join('\0')
      const known = shared.get(id)
      const headers = known?.headers ?? (await Promise.all(own.map(file => format.columns(file))))
      const part = known ?? { passes: new Passes(own, format), columns: headers.flat(), headers }
      shared.set(id, part)
      parts.set(idOf(collection), { collection, ...part })
    }
  }
  return parts
}

/** Opens files as a source: listed at one instant, and read only as they were then. Throws SourceFailure. */
export const openFiles = async (
  format: Format,
  [map, connection, address, limits]: Parameters<OpenSource>,
): Promise<SourceReader> => {
  const at = Temporal.Now.instant().toString()
  const { files, folders } = await listFiles(address.url)
  const parts = await partsOf(map, connection, files, format)
  const made = (collection: Collection) => format.made?.[collection.name]
  const partOf = (collection: Collection): Part => {
    const part = parts.get(idOf(collection))!
    if (part.passes.files.length === 0) throw new SourceFailure(reason('file-missing', collection.name))
    return part
  }
  const columnsOf = (part: Part): Set<string> =>
    new Set(made(part.collection)?.columns ?? [...part.columns, ...(part.passes.learnt?.columns ?? [])])
  const needColumns = (part: Part) => {
    const has = columnsOf(part)
    const lost = part.collection.fields.find(({ name }) => !has.has(name))
    if (lost) throw new SourceFailure(reason('column-missing', lost.name))
  }
  /** A file that has not the column that is asked by answers nothing, whoever's its rows are. An empty one has no rows. */
  const needKeys = (part: Part, arrivals: Arrival[]) => {
    for (const { path } of arrivals.flatMap(({ fields }) => fields))
      for (const header of part.headers)
        if (header.length > 0 && !header.includes(path)) throw new SourceFailure(reason('column-missing', path))
  }
  const matching = (part: Part, arrivals: Arrival[]) => {
    if (format.declared) needKeys(part, arrivals)
    const rows = part.passes.rows(wantedBy(arrivals))
    return made(part.collection)?.from(rows) ?? rows
  }
  const shape = [...parts.values()].map(part => JSON.stringify([idOf(part.collection), [...columnsOf(part)]]))
  const fingerprint = `sha256:${createHash('sha256').update(shape.join('\n')).digest('hex')}`
  const taken = new Set([...parts.values()].flatMap(({ passes }) => passes.files))
  const strays = await Promise.all(
    files.filter(file => !taken.has(file)).map(async file => [file.name, await format.columns(file)] as const),
  )
  return {
    snapshot: { source: connection, at, lsn: null, fingerprint },
    coverage: () => {
      const relations = [...parts.values()].map(part =>
        relationNamed(part.collection.dataset, part.collection.name, columnsOf(part)),
      )
      const others = [
        ...strays.map(([name, columns]) => relationNamed(connection, name, columns)),
        // What lies in a folder below is not read, and an exclusion says why if that is meant.
        ...folders.map(name => relationNamed(connection, name, ['*'])),
      ]
      return compareCoverage(
        mapOf(map, connection),
        { relations: [...relations, ...others], fingerprint },
        (_dataset, collection) =>
          parts.get(idOf(collection))!.passes.files.length === 0
            ? null
            : relations.find(({ id }) => id === idOf(collection))!,
        dataset => dataset.key,
        Temporal.PlainDate.from(at.slice(0, 10)),
      )
    },
    gather: async (collection, arrival, fields) => {
      const part = partOf(collection)
      const found = new Set<string>()
      const reached = wayFinder([arrival])
      for await (const row of matching(part, [arrival])) {
        if (!reached(row)) continue
        for (const key of keysAt(row, fields)) found.add(JSON.stringify(key))
        if (found.size > limits.maxKeys) throw new SourceFailure(reason('too-many-keys', String(limits.maxKeys)))
      }
      return inByteOrder(found)
    },
    async *read(collection, ways) {
      const part = partOf(collection)
      if (format.declared) needColumns(part)
      const arrivals = bestFirst(ways)
      const reached = wayFinder(arrivals)
      const batch: FoundRecord[] = []
      for await (const row of matching(part, arrivals)) {
        const way = reached(row)
        if (!way) continue
        batch.push(recordOf(collection, row, arrivals[way.arrival]!))
        if (batch.length === perBatch) yield batch.splice(0)
      }
      if (ways.length > 0) needColumns(part)
      if (batch.length > 0) yield batch
    },
    async *list(collection) {
      const batch: FoundRecord[] = []
      for await (const row of partOf(collection).passes.rows(everyRow)) {
        batch.push(recordOf(collection, row, noWay))
        if (batch.length === perBatch) yield batch.splice(0)
      }
      if (batch.length > 0) yield batch
    },
    touches: async (collection, arrivals) => {
      const reached = wayFinder(arrivals)
      for await (const row of matching(partOf(collection), arrivals)) if (reached(row)) return true
      return false
    },
    known: async (collection, field, values) => {
      const held = new Set<string>()
      const wanted = [{ paths: [field.path], keys: new Set(values.map(value => value.toLowerCase())) }]
      for await (const row of partOf(collection).passes.rows(wanted))
        for (const text of textsAt(row, field.path)) held.add(text.toLowerCase())
      return new Set(values.filter(value => held.has(value.toLowerCase())))
    },
    expect: (collection, field, values) => {
      const keys = values.map(value => [value])
      parts.get(idOf(collection))?.passes.expect([wantedAt([field], keys)])
    },
    unreadable: collection => parts.get(idOf(collection))?.passes.learnt?.unreadable ?? 0,
    close: async () => {
      for (const { passes } of parts.values()) passes.close()
    },
  }
}
