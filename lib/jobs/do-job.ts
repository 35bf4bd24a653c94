import type { Task } from 'graphile-worker'
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
  async (payload, { job, abortSignal }) => {
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
  }
