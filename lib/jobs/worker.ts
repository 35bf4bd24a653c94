import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { log as houseLog, type Log } from '#lib/config/log.ts'
import { connectHouse } from '#lib/db/client.ts'
import { trapDriverFaults } from '#lib/db/trap-driver-faults.ts'
import type { Handlers } from './handler.ts'
import { handlers as allHandlers } from './handlers.ts'
import { startHeart } from './heart.ts'
import { keepGoing } from './keep-going.ts'
import { openQueue } from './open-queue.ts'
import { startRunner } from './runner.ts'

export type WorkerOptions = {
  databaseUrl: string
  /** Who does which job; a job without an entry waits for another worker. */
  handlers: Partial<Handlers>
  log?: Log
  /** Jobs done at once; 4. */
  concurrency?: number
}

export type Worker = {
  /** Takes no new job, gives those that run eight seconds to end, hands the rest back to the queue. May be called once. */
  stop: () => Promise<void>
}

/** The worker of this process, with every handler there is. */
export const startWorker = ({ databaseUrl }: { databaseUrl: string }): Promise<Worker> =>
  runWorker({ databaseUrl, handlers: allHandlers })

/**
 * Does jobs until it is stopped. A database that cannot be reached, now or later, is waited for: it says so in the log and tries again
 * after 0.5, 1, 2 … 30 seconds. Connects this process to its database if nobody has done so.
 */
export async function runWorker({
  databaseUrl,
  handlers,
  log = houseLog,
  concurrency = 4,
}: WorkerOptions): Promise<Worker> {
  connectHouse(databaseUrl, { applicationName: 'dossier worker' })
  const untrap = trapDriverFaults(log)
  const queue = openQueue(databaseUrl, concurrency, log)
  const heart = startHeart(queue, handlers, log)
  const runner = keepGoing(() => startRunner({ queue, handlers, log, concurrency, born: heart.name }), log)
  const stop = async () => {
    await runner.stop()
    await heart.stop()
    await endQueue(queue)
    untrap()
  }
  return { stop }
}

/** A connection that hangs on a dead network must not keep the process. */
const endQueue = (queue: Pool) => Promise.race([queue.end().catch(() => {}), sleep(2_000, undefined, { ref: false })])
