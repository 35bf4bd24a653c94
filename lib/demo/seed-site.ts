import { readFile } from 'node:fs/promises'
import postgres, { type TransactionSql } from 'postgres'
import { generateSite } from './generate-site.ts'
import { type SiteTable, siteTables } from './rows.ts'

export type SeedOptions = {
  /** Another seed gives other people (the named ones stay); default `usualSeed`. */
  seed?: number
  /** How many people have something on record; default `usualPeople`. */
  people?: number
  /** Throw away what is there. Without it, a site that holds a single row is left alone. */
  replace?: boolean
  /** Called after every batch with the rows planted so far. */
  onProgress?: (done: number, total: number, table: SiteTable) => void
}

/** The site already holds rows, and nobody asked to replace them. */
export class SiteNotEmpty extends Error {
  readonly table: string
  constructor(table: string) {
    super(
      `The site’s table ${table} already holds rows; nothing was changed. Ask for "replace" to plant the demo anew.`,
    )
    this.name = 'SiteNotEmpty'
    this.table = table
  }
}

const batch = 2000

/**
 * Plants the demo organisation's schema `site` and its rows, all or nothing.
 * @param url of a database whose login may create a schema there; the role `site_reader` is made when missing and permitted
 * @returns the number of rows per table
 * @throws SiteNotEmpty when rows are there and `replace` was not asked for
 */
export const seedSite = async (
  url: string,
  { replace = false, onProgress, ...size }: SeedOptions = {},
): Promise<{ rows: Record<SiteTable, number> }> => {
  const { rows } = generateSite(size)
  const schema = await readFile(new URL('./site.sql', import.meta.url), 'utf8')
  const total = siteTables.reduce((sum, table) => sum + rows[table].length, 0)
  const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { application_name: 'dossier demo' } })
  try {
    await sql.begin(async tx => {
      await makeRoom(tx, replace)
      await tx.unsafe(schema)
      let done = 0
      for (const table of siteTables) {
        for (let from = 0; from < rows[table].length; from += batch) {
          const some = rows[table].slice(from, from + batch)
          await insert(tx, table, some)
          done += some.length
          onProgress?.(done, total, table)
        }
        await continueNumbers(tx, table)
      }
    })
    // Fresh tables have no statistics; the first search should not be planned blindly.
    await sql.unsafe(siteTables.map(table => `analyze site.${table}`).join(';'))
  } finally {
    await sql.end({ timeout: 5 })
  }
  return { rows: Object.fromEntries(siteTables.map(table => [table, rows[table].length])) as Record<SiteTable, number> }
}

/** Takes an empty schema away (a newer Dossier may want another shape), a full one only when asked. */
const makeRoom = async (tx: TransactionSql, replace: boolean): Promise<void> => {
  // Two launchers at once: the second waits here and then finds the rows of the first.
  await tx`select pg_advisory_xact_lock(hashtext('demo site'))`
  const tables = await tx<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c where c.relnamespace = to_regnamespace('site') and c.relkind in ('r', 'p')`
  if (!replace) {
    for (const { name } of tables) {
      const [found] = await tx.unsafe(`select from ${name} limit 1`)
      if (found) throw new SiteNotEmpty(name)
    }
  }
  await tx`drop schema if exists site cascade`
}

/** One statement for the whole batch: the table's own row type says what each value is. */
const insert = (tx: TransactionSql, table: SiteTable, some: object[]) =>
  tx`insert into ${tx(`site.${table}`)} select * from json_populate_recordset(null::${tx(`site.${table}`)}, ${JSON.stringify(some)}::text::json)`

/** The rows brought their numbers with them; the next one made by hand continues after the last. */
const continueNumbers = (tx: TransactionSql, table: SiteTable) =>
  tx`
    select setval(pg_get_serial_sequence(${`site.${table}`}, a.attname), (select count(*) + 1 from ${tx(`site.${table}`)}), false)
    from pg_attribute a where a.attrelid = ${`site.${table}`}::regclass and a.attidentity <> ''`
