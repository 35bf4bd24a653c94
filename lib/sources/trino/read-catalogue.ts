import type { Catalogue, Column, Relation } from '../catalogue.ts'
import { fingerprintOf } from '../sql/fingerprint.ts'
import { quote } from './literal.ts'
import type { Row } from './statements.ts'

const theirs = `table_schema <> 'information_schema'`

const columnFrom = ([, , name, type, nullable]: Row): Column => {
  const declared = type!.toLowerCase()
  return {
    name: name!,
    quoted: quote(name!),
    type: /^[a-z ]+/.exec(declared.replace(/\(.*?\)/g, ''))?.[0].trim() ?? declared,
    declared,
    class: /^(row|map)\(/.test(declared) ? 'c' : 'b',
    array: declared.startsWith('array('),
    notNull: nullable === 'NO',
  }
}

/** Reads what one catalog of the server holds for this user. Trino knows no keys: the map says what identifies a row. */
export const readCatalogue = async (
  catalog: string,
  rows: (sql: string, width: number) => Promise<Row[]>,
): Promise<Catalogue> => {
  const from = (view: string) => `from ${quote(catalog)}.information_schema.${view} where ${theirs}`
  const tables = await rows(`select table_schema, table_name, table_type ${from('tables')} order by 1, 2`, 3)
  const columns = await rows(
    `select table_schema, table_name, column_name, data_type, is_nullable ${from('columns')} order by table_schema, table_name, ordinal_position`,
    5,
  )
  const byTable = new Map<string, Column[]>()
  for (const row of columns) {
    const id = `${row[0]}\0${row[1]}`
    const own = byTable.get(id) ?? []
    own.push(columnFrom(row))
    byTable.set(id, own)
  }
  const relations = tables.map(
    ([schema, name, type]): Relation => ({
      ...{ schema: schema!, name: name!, key: [], parents: [], reads: [] },
      id: `${schema}\0${name}`,
      kind: type === 'VIEW' ? 'v' : 'r',
      quoted: `${quote(catalog)}.${quote(schema!)}.${quote(name!)}`,
      columns: byTable.get(`${schema}\0${name}`) ?? [],
    }),
  )
  return { relations, fingerprint: fingerprintOf(relations) }
}
