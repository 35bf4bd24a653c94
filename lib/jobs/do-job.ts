import type { Job, JobHelpers, Task } from 'graphile-worker'
import { describeFault } from '#lib/config/describe-fault.ts'
import type { Log } from '#lib/config/log.ts'
import type { Handlers, JobContext } from './handler.ts'
import { type JobName, jobs } from './queue.ts'

/**
 * The queue's side of a handler: reads the payload, says who failed, and keeps the fault's words to itself. The queue would store them
 * beside the job in plain text, and they may hold a value.
 */
export const doJob =
  <Name extends JobName>(name: Name, handlers: Partial<Handlers>, log: Log): Task =>
  async (payload, { job, abortSignal, query }) => {
    const context: JobContext = {
      jobId: String(job.id),
      attempt: job.attempts,
      lastAttempt: job.attempts >= job.max_attempts,
      signal: abortSignal ?? new AbortController().signal,
    }
    try {
      const handler = handlers[name]
      if (!handler) throw new Error('No handler has this name.')
      await handler(jobs[name].parse(payload) as never, context)
    } catch (fault) {
      const { jobId, attempt } = context
      const fields = { job: name, jobId, attempt, fault }
      if (context.lastAttempt) log.error('job-given-up', fields)
      else log.warn('job-failed', fields)
      const { name: kind, code } = describeFault(fault)
      throw new Error(code ? `${kind} ${code}` : kind)
    }
    if (await isOurs(query, job)) return
    log.warn('job-taken-over', { job: name, jobId: context.jobId, attempt: context.attempt })
    throw new Error('TakenOver')
  }

/**
 * The queue deletes a finished job whoever holds it now. A worker that woke late would take it from the one that does it again, and if that
 * one then died nobody would. A failure, however, is heard from the holder alone; so who lost the job fails.
 */
async function isOurs(query: JobHelpers['query'], { id, key, locked_by, attempts }: Job): Promise<boolean> {
  // The same worker may have been given the job anew: the number of the attempt tells the two apart. One that was asked for once more
  // under its key is still ours: the queue has taken its key away and counted it as used up, so that it is not repeated.
  const { rowCount } = await query(
    `select from graphile_worker._private_jobs where id = $1 and locked_by = $2
     and (attempts = $3 or ($4::text is not null and key is null and attempts >= max_attempts))`,
    [id, locked_by, attempts, key],
  )
  return rowCount === 1
}
