import { sql } from 'drizzle-orm'
import { view } from '#lib/kernel/view.ts'
import journal from '../../drizzle/meta/_journal.json' with { type: 'json' }
import { silence } from './store.ts'

export type HouseHealth = {
  /** The database is as new as this program. */
  migrated: boolean
  /** How many workers have spoken lately. */
  workers: number
  /** Seconds for which the oldest job has waited that could run; 0 when none waits. */
  oldestJobSeconds: number
  jobsGivenUp: number
}

const newest = Math.max(...journal.entries.map(({ when }) => when))

/** What only the database can say of the house's health: numbers, no id and no name. By the server's real time, never the demo's clock. */
export const viewHealth = view({
  permission: 'house:check',
  async run({ tx }, _query: undefined): Promise<HouseHealth> {
    const [row] = await tx.execute<{ applied: string | null; workers: number; waited: number; givenUp: number }>(sql`
      select (select max(created_at)::text from drizzle.__drizzle_migrations) as applied,
        (select count(*)::int from dossier.heartbeat where seen_at > clock_timestamp() - make_interval(secs => ${silence})) as workers,
        coalesce(extract(epoch from clock_timestamp() - oldest_due)::int, 0) as waited, given_up as "givenUp"
      from dossier.queue_pulse()`)
    return {
      migrated: Number(row!.applied) >= newest,
      workers: row!.workers,
      oldestJobSeconds: row!.waited,
      jobsGivenUp: row!.givenUp,
    }
  },
})
