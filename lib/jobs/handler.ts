import type { JobName, JobPayload } from './queue.ts'

/** What a handler knows of the attempt it is. */
export type JobContext = {
  jobId: string
  /** 1 for the first. */
  attempt: number
  /** The queue will not try again after this one: what must not stay half done is ended now. */
  lastAttempt: boolean
  /** Raised when the worker shuts down and its patience is over. */
  signal: AbortSignal
}

/**
 * Does one job. It may run more than once and beside a late twin of itself: idempotent, and fenced in the WHERE of what it writes.
 * Throwing asks for another attempt later.
 */
export type Handler<Name extends JobName> = (payload: JobPayload<Name>, context: JobContext) => Promise<void>

export type Handlers = { readonly [Name in JobName]: Handler<Name> }
