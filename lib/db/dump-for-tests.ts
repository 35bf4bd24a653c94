import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { Sql } from 'postgres'
import { errand } from './roles.ts'

/** What every table and sequence of a database holds, as `COPY` writes it: what a dump of it carries. */
export type Dump = { tables: { name: string; content: Buffer }[]; sequences: { name: string; at: string }[] }

const ours = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`

const names = async (sql: Sql, kind: 'r' | 'S'): Promise<string[]> => {
  const rows = await sql.unsafe(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and c.relkind = '${kind}' order by 1`,
  )
  return rows.map(({ name }) => name as string)
}

/** Read as the superuser, past every policy, at one instant; a connection of its own for each `COPY`. */
export async function dumpDatabase(superUrl: string): Promise<Dump> {
  return errand(superUrl, async sql => {
    await sql`begin isolation level repeatable read read only`
    const [row] = await sql<{ id: string }[]>`select pg_export_snapshot() as id`
    const tables = []
    for (const name of await names(sql, 'r')) {
      tables.push({ name, content: await errand(superUrl, one => copyOut(one, name, row!.id)) })
    }
    const sequences = []
    for (const name of await names(sql, 'S')) {
      const [row] = await sql.unsafe<{ at: string }[]>(`select last_value::text as at from ${name}`)
      sequences.push({ name, at: row!.at })
    }
    await sql`commit`
    return { tables, sequences }
  })
}

async function copyOut(sql: Sql, name: string, snapshot: string): Promise<Buffer> {
  await sql`begin isolation level repeatable read read only`
  await sql.unsafe(`set transaction snapshot '${snapshot}'`)
  return buffer(await sql.unsafe(`copy ${name} to stdout`).readable())
}

/** Into a database that has the tables and nothing else of value; triggers and foreign keys rest meanwhile, as `pg_restore` has it. */
export async function restoreDatabase(superUrl: string, { tables, sequences }: Dump): Promise<void> {
  await errand(superUrl, async sql => {
    await sql.unsafe(`set session_replication_role = replica`)
    for (const { name } of tables) await sql.unsafe(`delete from ${name}`)
    for (const { name, at } of sequences) await sql`select setval(${name}::regclass, ${at}::bigint)`
  })
  for (const { name, content } of tables) {
    const url = new URL(superUrl)
    url.searchParams.set('options', '-c session_replication_role=replica')
    await errand(url.href, async sql =>
      pipeline(Readable.from([content]), await sql.unsafe(`copy ${name} from stdin`).writable()),
    )
  }
}
