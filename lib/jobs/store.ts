import { sql } from 'drizzle-orm'
import type { Pool } from 'pg'
import type { Tx } from '#lib/db/begin.ts'

/** Seconds after which a worker that has said nothing counts as gone. It speaks every ten. */
export const silence = 45

export const addJob = (tx: Tx, job: string, payload: unknown, key: string | null, afterSeconds: number) =>
  tx.execute(
    sql`select dossier.enqueue(${job}, ${JSON.stringify(payload)}::json, ${key},
      clock_timestamp() + make_interval(secs => ${afterSeconds}))`,
  )

/** Says that a worker lives; the server's real time. `queue` speaks as `dossier_queue`. */
export const beat = (queue: Pool, workers: readonly string[]) =>
  queue.query(
    `insert into dossier.heartbeat (worker, seen_at) select unnest($1::text[]), clock_timestamp()
     on conflict (worker) do update set seen_at = excluded.seen_at`,
    [workers],
  )

export const forget = (queue: Pool, workers: readonly string[]) =>
  queue.query('delete from dossier.heartbeat where worker = any($1::text[])', [workers])

/**
 * Frees the jobs of workers that fell silent, and of those that took a job and died before their first word. Without this a killed
 * worker's job would stay locked for four hours. Of jobs that are always asked for under a key (`keyed`) one
 * that was asked for once more while it ran goes: the queue has given its key to the next one and taken its tries, so it would lie there as
 * a failure that is none. Gives the workers concerned.
 */
export async function freeSilentWorkers(queue: Pool, keyed: readonly string[]): Promise<string[]> {
  const { rows } = await queue.query<{ worker: string }>(
    `select distinct locked_by as worker from (
       select locked_by, locked_at from graphile_worker._private_jobs
       union all select locked_by, locked_at from graphile_worker._private_job_queues
     ) as locks
     where locked_at < clock_timestamp() - make_interval(secs => $1) and locked_by not in (
       select worker from dossier.heartbeat where seen_at > clock_timestamp() - make_interval(secs => $1))`,
    [silence],
  )
  const silent = rows.map(row => row.worker)
  if (silent.length > 0) {
    await queue.query(
      `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
       where t.id = j.task_id and t.identifier = any($2::text[]) and j.locked_by = any($1::text[])
         and j.key is null and j.attempts >= j.max_attempts`,
      [silent, keyed],
    )
    await queue.query('select graphile_worker.force_unlock_workers($1::text[])', [silent])
  }
  await queue.query("delete from dossier.heartbeat where seen_at < clock_timestamp() - interval '1 day'")
  return silent
}

/** Jobs that have waited for more than a minute and whose name nobody here knows: a worker older than what asks it. */
export async function unknownJobs(queue: Pool, known: readonly string[]): Promise<{ job: string; count: number }[]> {
  const { rows } = await queue.query<{ job: string; count: number }>(
    `select t.identifier as job, count(*)::int as count
     from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where j.is_available and j.run_at < clock_timestamp() - interval '1 minute' and not t.identifier = any($1::text[])
     group by t.identifier`,
    [known],
  )
  return rows
}
