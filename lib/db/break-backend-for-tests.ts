import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { house } from './client.ts'

type Call = (...args: unknown[]) => unknown
type Pending = PromiseLike<unknown> & { values: () => PromiseLike<unknown> }
type Transaction = { unsafe: (...query: unknown[]) => Pending }

/**
 * Lets the server end a transaction's backend just before the `place`th thing this process asks of it: each statement counts, and
 * each commit. `notice`: milliseconds in which the driver may learn of it before it speaks. Gives what was counted, and whether it broke.
 */
export function breakBackend(killer: Pool, place: number, notice = 0) {
  const pool = house() as unknown as { begin: Call }
  const begin = pool.begin
  const seen = { count: 0, broken: false }

  async function step(transaction: Transaction): Promise<void> {
    if (++seen.count !== place) return
    const [{ pid }] = (await transaction.unsafe('select pg_backend_pid() as pid')) as [{ pid: number }]
    seen.broken = true
    await killer.query('select pg_terminate_backend($1)', [pid])
    await sleep(notice)
  }

  const stepping = (transaction: Transaction): Transaction => ({
    ...transaction,
    unsafe: (...query) => {
      const before = () => step(transaction).then(() => transaction.unsafe(...query))
      return {
        // biome-ignore lint/suspicious/noThenProperty: as lazy as the driver's own
        then: (resolve, reject) => before().then(resolve, reject),
        values: () => step(transaction).then(() => transaction.unsafe(...query).values()),
      }
    },
  })

  pool.begin = (options: unknown, work: unknown) =>
    begin(options, async (transaction: Transaction) => {
      const value = await (work as (transaction: Transaction) => Promise<unknown>)(stepping(transaction))
      await step(transaction)
      return value
    })
  return {
    seen,
    mend: () => {
      pool.begin = begin
    },
  }
}

/** What the whole database says, a digest for each table and for the queue; without the counters, which count in peace on their own. */
export async function digestTables(peek: Pool): Promise<{ [table: string]: string }> {
  const { rows: tables } = await peek.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
     where (schemaname = 'dossier' and tablename not in ('rate_counter', 'heartbeat'))
       or (schemaname, tablename) = ('graphile_worker', '_private_jobs') order by 1`,
  )
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as digest from ${name} t`,
  )
  const { rows } = await peek.query<{ name: string; digest: string }>(each.join(' union all '))
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]))
}
