import { createHash } from 'node:crypto'
import type { Column, Relation } from '../catalogue.ts'
import { type Format, formatOf } from '../draft/formats.ts'
import {
  type ColumnShape,
  type Contained,
  type ForeignKey,
  type Link,
  type Seen,
  type Shape,
  type TableShape,
  tableId,
} from '../draft/shape.ts'
import { sharedMark, tableWords } from '../draft/words.ts'
import type { Address, Patience, Rows } from './connect.ts'
import { readCatalogue } from './read-catalogue.ts'
import type { Row } from './row.ts'
import { openSession } from './snapshot.ts'

/** Rows looked at of each table, distinct values asked for of each candidate reference, characters of each value. */
const sampledRows = 400
const askedValues = 200
const sampledCharacters = 300

const usualPatience: Patience = { connectMs: 10_000, statementMs: 5_000 }

/** Foreign keys by the table that holds them; those of a partition count as its parent's. */
const foreignKeys = `
  select coalesce((select inhparent from pg_inherits where inhrelid = c.conrelid limit 1), c.conrelid)::text, n.nspname, t.relname,
    (select json_agg(a.attname order by k.at) from unnest(c.conkey) with ordinality k(number, at)
      join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number)::text,
    (select json_agg(a.attname order by k.at) from unnest(c.confkey) with ordinality k(number, at)
      join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number)::text
  from pg_constraint c join pg_class t on t.oid = coalesce((select inhparent from pg_inherits where inhrelid = c.confrelid limit 1), c.confrelid)
    join pg_namespace n on n.oid = t.relnamespace
  where c.contype = 'f' order by 1, 2, 3, 4`

const facts = `
  select c.oid::text, c.reltuples::bigint::text,
    coalesce((select json_agg(distinct a.attname) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indrelid = c.oid and i.indisunique and i.indnkeyatts = 1 and i.indpred is null), '[]')::text
  from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'f')`

/** A statement that may be refused or take too long without ending the transaction. */
const attempt = async (rows: Rows, sql: string): Promise<Row[] | null> => {
  await rows('savepoint attempt')
  try {
    const found = await rows(sql)
    await rows('release savepoint attempt')
    return found
  } catch {
    await rows('rollback to savepoint attempt')
    return null
  }
}

const look = (texts: string[]): Seen => {
  const formats: Seen['formats'] = {}
  for (const text of texts) {
    const format: Format | null = formatOf(text)
    if (format) formats[format] = (formats[format] ?? 0) + 1
  }
  return {
    values: texts.length,
    distinct: new Set(texts.map(text => createHash('sha256').update(text).digest('base64'))).size,
    formats,
  }
}

const sampleOf = async (rows: Rows, relation: Relation): Promise<Map<string, Seen>> => {
  const readable = relation.columns.filter(({ type }) => type !== 'bytea')
  if (readable.length === 0) return new Map()
  const columns = readable.map(({ quoted }) => `left(${quoted}::text, ${sampledCharacters})`).join(', ')
  const sample = await attempt(rows, `select ${columns} from ${relation.quoted} limit ${sampledRows}`)
  if (!sample) return new Map()
  return new Map(readable.map(({ name }, index) => [name, look(sample.flatMap(row => row[index] || []))]))
}

/** Columns as texts that can be compared across types: `31.00` is the key 31. */
const comparable = (relation: Relation, names: string[], alias: string): string => {
  const texts = names.map(name => {
    const { quoted, type }: Column = relation.columns.find(column => column.name === name)!
    return type === 'numeric' ? `trim_scale(${alias}.${quoted})::text` : `${alias}.${quoted}::text`
  })
  return `row(${texts.join(', ')})`
}

const countContained = async (
  rows: Rows,
  from: Relation,
  to: Relation,
  { columns, keys }: Link,
): Promise<Contained> => {
  const held = columns
    .map(name => `f.${from.columns.find(column => column.name === name)!.quoted} is not null`)
    .join(' and ')
  const found = await attempt(
    rows,
    `with asked as (select distinct ${comparable(from, columns, 'f')} as v from (select * from ${from.quoted} f where ${held} limit ${askedValues * 5}) f limit ${askedValues}),
       there as (select distinct ${comparable(to, keys, 't')} as v from ${to.quoted} t)
     select count(*)::text, count(*) filter (where v in (select v from there))::text from asked`,
  )
  return found ? { asked: Number(found[0]![0]), there: Number(found[0]![1]) } : null
}

/** Partitions are their parent's rows: what the map says of the parent holds for them. */
const isPartition = (relation: Relation, all: Map<string, Relation>) =>
  relation.parents.some(parent => all.get(parent)?.kind === 'p')

/**
 * Reads the shape of a live database for a draft of its map, in one read-only transaction: catalogue, keys, and what a bounded
 * sample of each table looks like. Values are looked at in memory and never kept or told. `use` runs while the database is open.
 * Throws SourceFailure.
 */
export const readShape = async <T>(
  address: Address,
  use: (shape: Shape) => Promise<T>,
  { schemas, ...given }: Partial<Patience> & { schemas?: string[] } = {},
): Promise<T> => {
  const session = await openSession(address, { ...usualPatience, ...given }, 1, async () => [])
  try {
    const { rows } = session
    const { relations } = await readCatalogue(rows)
    const all = new Map(relations.map(relation => [relation.id, relation]))
    const wanted = relations.filter(one => !isPartition(one, all) && (!schemas?.length || schemas.includes(one.schema)))
    const keys = await rows(foreignKeys)
    const known = new Map((await rows(facts)).map(row => [row[0]!, row]))
    const tables: TableShape[] = []
    const byTable = new Map<TableShape, Relation>()
    for (const relation of wanted) {
      const mark = sharedMark(wanted.filter(one => one.schema === relation.schema).map(one => one.name))
      const reads = relation.reads.flatMap(id => tableId(all.get(id) ?? relation))
      const seen = await sampleOf(rows, relation)
      const table = {
        ...shapeOf(relation, seen, known.get(relation.id), keys),
        words: tableWords(relation.name, mark),
        reads,
      }
      tables.push(table)
      byTable.set(table, relation)
    }
    const contained = (link: Link) => countContained(rows, byTable.get(link.from)!, byTable.get(link.to)!, link)
    return await use({ tables, contained })
  } finally {
    await session.close()
  }
}

const shapeOf = (
  relation: Relation,
  seen: Map<string, Seen>,
  facts: Row | undefined,
  keys: Row[],
): Omit<TableShape, 'words' | 'reads'> => {
  const { schema, name, kind, key } = relation
  const estimate = Number(facts?.[1] ?? -1)
  const unique = new Set<string>(JSON.parse(facts?.[2] ?? '[]'))
  const foreign = keys
    .filter(row => row[0] === relation.id)
    .map((row): ForeignKey => ({ schema: row[1]!, table: row[2]!, from: JSON.parse(row[3]!), to: JSON.parse(row[4]!) }))
  return {
    schema,
    name,
    kind,
    key,
    rows: estimate < 0 ? null : estimate,
    columns: relation.columns.map(
      (column): ColumnShape => ({
        name: column.name,
        type: column.type,
        array: column.array,
        notNull: column.notNull,
        unique: unique.has(column.name),
        seen: seen.get(column.name) ?? null,
      }),
    ),
    // The same key on every partition is one key.
    foreignKeys: [...new Map(foreign.map(one => [JSON.stringify(one), one])).values()],
  }
}
