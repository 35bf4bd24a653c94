import { readFile } from 'node:fs/promises'
import { errand } from '#lib/db/roles.ts'
import { readMap } from '#lib/sources/read-map.ts'

/** Tables and columns that this version's map of the demo's site names and an older planting does not have: `table` or `table.column`. */
export async function findMissingTables(siteUrl: string): Promise<string[]> {
  const text = await readFile(new URL('./site.map.yml', import.meta.url), 'utf8')
  const { map } = readMap([{ file: 'site.map.yml', text }])
  const wanted = map.datasets.flatMap(({ collections }) => collections.map(({ name, fields }) => ({ name, fields })))
  const there = await errand(
    siteUrl,
    sql => sql<{ table: string; column: string }[]>`
      select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'site'::regnamespace and a.attnum > 0 and not a.attisdropped`,
  )
  const tables = new Set(there.map(({ table }) => table))
  const columns = new Set(there.map(({ table, column }) => `${table}.${column}`))
  return wanted.flatMap(({ name, fields }) =>
    tables.has(name) ? fields.map(field => `${name}.${field.name}`).filter(column => !columns.has(column)) : [name],
  )
}
