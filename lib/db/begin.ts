import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import type postgres from 'postgres'
import type { Temporal } from 'temporal-polyfill'
import type { Actor } from '#lib/access/actor.ts'
import { house, renewHouse } from './client.ts'
import { readInstant } from './columns.ts'
import { guardResults } from './guard-results.ts'
import { isLostConnection } from './lost-connection.ts'

/** The one transaction a verb or view works in, already speaking as its actor's database role. */
export type Tx = PostgresJsDatabase

/** What everybody inside a transaction gets: the transaction, who acts, and what time it is (the server's; UTC). */
export type Scope = { tx: Tx; actor: Actor; now: Temporal.Instant }

const inside = new AsyncLocalStorage<true>()

export type BeginOptions = {
  /** The portal's own rights for one of the few verbs that act on what their actor may not see (a proof of an address). */
  asSystem?: boolean
  /** Everything is read as it stood at one instant, and nothing can be written: for a check of the whole house against itself. */
  snapshot?: boolean
}

/**
 * Opens a transaction as the actor's database role. The first statement sets role, marker and actor and reads the time, all
 * local to the transaction: a later statement that the driver runs outside of it finds no marker and is refused (`DS001`).
 * @throws when called inside another `begin`: ten nested ones on a pool of ten hang for ever.
 */
export async function begin<T>(
  actor: Actor,
  work: (scope: Scope) => Promise<T>,
  options: BeginOptions = {},
): Promise<T> {
  if (inside.getStore()) throw new Error('begin inside begin: what verbs share are steps, which take tx.')
  const role = `dossier_${options.asSystem ? 'system' : actor.kind}`
  const actorId = actor.kind === 'system' ? '' : actor.id
  const pool = house()
  return inside.run(true, async () => {
    const transaction = pool.begin(options.snapshot ? 'isolation level repeatable read read only' : '', async sql => {
      const guarded = guardResults(sql, pool)
      const opened = await guarded.unsafe(
        `select set_config('role', $1, true), set_config('dossier.tx', $2, true), set_config('dossier.actor', $3, true),
                set_config('dossier.actor_kind', $4, true), dossier.now()::text as now`,
        [role, randomUUID(), actorId, actor.kind],
      )
      const now = readInstant(String(opened[0]?.now))
      return { value: await work({ tx: drizzle(guarded as unknown as postgres.Sql), actor, now }) }
    })
    const outcome = await transaction.catch(fault => {
      if (isLostConnection(fault)) renewHouse(pool)
      throw fault
    })
    return outcome.value
  })
}
