import pg from 'pg'

/** What every table and sequence of a database holds, row by row in PostgreSQL's own text: what a dump of it carries. */
export type Dump = { tables: { name: string; rows: string[] }[]; sequences: { name: string; at: string }[] }

const ours = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`

async function asSuperuser<T>(superUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function names(client: pg.Client, kind: 'r' | 'S'): Promise<string[]> {
  const { rows } = await client.query(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and c.relkind = $1 order by 1`,
    [kind],
  )
  return rows.map(({ name }) => name)
}

/** Columns that are not computed from others. */
async function writable(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query(
    `select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  )
  return rows[0].columns
}

/** Read as the superuser, past every policy, at one instant. */
export const dumpDatabase = (superUrl: string): Promise<Dump> =>
  asSuperuser(superUrl, async client => {
    await client.query('begin isolation level repeatable read read only')
    const dump: Dump = { tables: [], sequences: [] }
    for (const name of await names(client, 'r')) {
      const { rows } = await client.query(`select t::text as row from ${name} t`)
      dump.tables.push({ name, rows: rows.map(({ row }) => row) })
    }
    for (const name of await names(client, 'S')) {
      const { rows } = await client.query(`select last_value::text as at from ${name}`)
      dump.sequences.push({ name, at: rows[0].at })
    }
    return dump
  })

/** Into a database that has the tables and nothing of value in them; triggers and foreign keys rest meanwhile, as `pg_restore` has it. */
export const restoreDatabase = (superUrl: string, { tables, sequences }: Dump): Promise<void> =>
  asSuperuser(superUrl, async client => {
    await client.query('begin')
    await client.query('set local session_replication_role = replica')
    for (const { name, rows } of tables) {
      const columns = await writable(client, name)
      await client.query(`delete from ${name}`)
      await client.query(
        `insert into ${name} (${columns}) overriding system value
         select ${columns} from (select (r).* from (select unnest($1::text[])::${name} as r) s) t`,
        [rows],
      )
    }
    for (const { name, at } of sequences) await client.query('select setval($1::regclass, $2::bigint)', [name, at])
    await client.query('commit')
  })
