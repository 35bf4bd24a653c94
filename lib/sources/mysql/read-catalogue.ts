import type { Catalogue, Column, Relation } from '../catalogue.ts'
import { fingerprintOf } from '../sql/fingerprint.ts'
import type { Opened } from './session.ts'

const theirs = `('information_schema', 'performance_schema', 'mysql', 'sys')`

const tables = `
  select table_schema, table_name, table_type from information_schema.tables
  where table_schema not in ${theirs} and table_type in ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED') order by binary table_schema, binary table_name`

const columns = `
  select table_schema, table_name, column_name, data_type, column_type, is_nullable, coalesce(character_set_name, ''), coalesce(collation_name, '') from information_schema.columns
  where table_schema not in ${theirs} order by table_schema, table_name, ordinal_position`

// Primary keys first, then unique keys; those with a nullable column identify nothing.
const keys = `
  select s.table_schema, s.table_name, s.index_name, s.column_name, s.nullable from information_schema.statistics s
  where s.non_unique = 0 and s.table_schema not in ${theirs} and s.sub_part is null
  order by s.table_schema, s.table_name, s.index_name <> 'PRIMARY', s.index_name, s.seq_in_index`

// MariaDB keeps JSON as long text under a check.
const documents = `select constraint_schema, table_name, check_clause from information_schema.check_constraints where check_clause like 'json\\_valid(%'`

const views = `select table_schema, table_name, view_definition from information_schema.views where table_schema not in ${theirs}`

/** An identifier as the server quotes it; names come from its catalogue alone. */
export const quote = (name: string): string => `\`${name.replaceAll('`', '``')}\``

const idOf = (schema: string, name: string) => `${schema}\0${name}`

const word = /^[a-z0-9_]+$/i

const columnFrom = (row: (string | null)[], isDocument: boolean): Column => {
  const [, , name, type, declared, nullable, charset, collation] = row as string[]
  return {
    name: name!,
    quoted: quote(name!),
    type: isDocument ? 'json' : type!.toLowerCase(),
    declared: declared!.toLowerCase(),
    class: 'b',
    array: false,
    notNull: nullable === 'NO',
    ...(word.test(charset!) && word.test(collation!) ? { text: { charset: charset!, collation: collation! } } : {}),
  }
}

/** Tables that a view names; the server writes every name out in full. */
const namedIn = (definition: string): string[] =>
  [...definition.matchAll(/`((?:[^`]|``)+)`\.`((?:[^`]|``)+)`/g)].map(([, schema, name]) =>
    idOf(schema!.replaceAll('``', '`'), name!.replaceAll('``', '`')),
  )

/** Reads everything the server holds for this login. Partitions are inside their table here and no relations of their own. */
export const readCatalogue = async ({ rows, isMaria }: Pick<Opened, 'rows' | 'isMaria'>): Promise<Catalogue> => {
  const checked = isMaria ? await rows(documents) : []
  const isDocument = new Set(
    checked.map(([schema, table, clause]) => `${idOf(schema!, table!)}\0${/`((?:[^`]|``)+)`/.exec(clause!)?.[1]}`),
  )
  const byTable = new Map<string, Column[]>()
  for (const row of await rows(columns)) {
    const id = idOf(row[0]!, row[1]!)
    byTable.set(id, [...(byTable.get(id) ?? []), columnFrom(row, isDocument.has(`${id}\0${row[2]}`))])
  }
  const key = new Map<string, { index: string; names: string[]; sound: boolean }[]>()
  for (const [schema, table, index, column, nullable] of await rows(keys)) {
    const all = key.get(idOf(schema!, table!)) ?? []
    const own = all.find(one => one.index === index) ?? { index: index!, names: [], sound: true }
    if (!all.includes(own)) all.push(own)
    own.names.push(column!)
    own.sound &&= nullable !== 'YES'
    key.set(idOf(schema!, table!), all)
  }
  const texts = (await rows(views)).map(([schema, name, text]) => [idOf(schema!, name!), text ?? ''] as const)
  const defined = new Map(texts.map(([id, text]) => [id, namedIn(text)]))
  // Without the right SHOW VIEW the text is empty.
  const hidden = new Set(texts.flatMap(([id, text]) => (text === '' ? id : [])))
  const relations = (await rows(tables)).map(([schema, name, type]): Relation => {
    const id = idOf(schema!, name!)
    return {
      id,
      kind: type === 'VIEW' ? 'v' : 'r',
      schema: schema!,
      name: name!,
      quoted: `${quote(schema!)}.${quote(name!)}`,
      columns: byTable.get(id) ?? [],
      key: key.get(id)?.find(({ sound }) => sound)?.names ?? [],
      parents: [],
      reads: defined.get(id) ?? [],
      ...(hidden.has(id) ? { opaque: true } : {}),
    }
  })
  return { relations, fingerprint: fingerprintOf(relations) }
}
