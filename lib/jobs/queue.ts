import { z } from 'zod'
import type { Tx } from '#lib/db/begin.ts'
import { addJob } from './store.ts'

const id = z.uuid()

/** Every job there is, with what it is told: ids and nothing else, because a job is kept unsealed. */
export const jobs = {
  'send-mail': z.object({ mailId: id }),
  'seal-history': z.object({}),
  'begin-collection': z.object({ requestId: id }),
  collect: z.object({ requestId: id, attempt: z.int().positive(), source: z.string().regex(/^[a-z0-9_-]{1,63}$/i) }),
  'begin-hold': z.object({ requestId: id, attempt: z.int().positive() }),
  'drop-older': z.object({ requestId: id, attempt: z.int().positive() }),
  'check-source': z.object({ source: z.string().regex(/^[a-z0-9_-]{1,63}$/i) }),
  'review-identity': z.object({ requestId: id, attempt: z.int().positive() }),
  'find-others': z.object({ requestId: id, attempt: z.int().positive() }),
  'find-candidates': z.object({ requestId: id, attempt: z.int().positive(), run: id }),
  'admit-candidates': z.object({ requestId: id, attempt: z.int().positive(), run: id }),
  'index-people': z.object({}),
  'build-package': z.object({ packageId: id, run: id }),
  'destroy-package': z.object({ requestId: id, because: z.enum(['expired', 'closed', 'misdirected']) }),
  sweep: z.object({}),
  remind: z.object({}),
} as const satisfies Record<string, z.ZodObject>

export type JobName = keyof typeof jobs
export type JobPayload<Name extends JobName> = z.output<(typeof jobs)[Name]>

export const jobNames = Object.keys(jobs) as JobName[]

export type JobOptions = {
  /** One waiting job for each key: asking again while it waits changes nothing, asking while it runs starts it once more. */
  key?: string
  /** Not before so many seconds of the server's real time have passed. (The demo's clock may be weeks ahead of it.) */
  afterSeconds?: number
}

/**
 * The only way to start a job: a row born in the caller's transaction, so that what is undone starts nothing.
 * The database refuses a job that the actor's role may not start (42501) and a call outside of `begin` (DS001).
 * @throws {z.ZodError} when the payload is not what the job wants.
 */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  job: Name,
  payload: JobPayload<Name>,
  { key, afterSeconds = 0 }: JobOptions = {},
): Promise<void> {
  await addJob(tx, job, jobs[job].parse(payload), key ?? null, afterSeconds)
}
