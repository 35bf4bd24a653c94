import type { Pool } from 'pg'
import type { Log } from '#lib/config/log.ts'
import { keyed } from './clockwork.ts'
import type { Handlers } from './handler.ts'
import { beat, forget, freeSilentWorkers, unknownJobs } from './store.ts'

export type Heart = {
  /** Speaks from now on under this name too: the queue gives each pool of workers one, and locks jobs under it. */
  name: (worker: string) => void
  stop: () => Promise<void>
}

const beatEvery = 10_000
const sweepEvery = 15_000

/** Says that this worker lives, and frees what dead ones hold: at once, and then every fifteen seconds. */
export function startHeart(queue: Pool, handlers: Partial<Handlers>, log: Log): Heart {
  const names = new Set<string>()
  const speak = quietly(log, 'heartbeat-failed', () => beat(queue, [...names]))
  const sweep = quietly(log, 'sweep-of-workers-failed', async () => {
    for (const worker of await freeSilentWorkers(queue, keyed)) log.warn('worker-fell-silent', { worker })
    for (const { job, count } of await unknownJobs(queue, Object.keys(handlers)))
      log.warn('job-unknown', { job, count })
  })
  const timers = [setInterval(speak, beatEvery), setInterval(sweep, sweepEvery)]
  sweep()
  return {
    name: worker => {
      names.add(worker)
      speak()
    },
    stop: async () => {
      timers.forEach(clearInterval)
      // A beat that is under way would write the name again after it was taken away.
      await speak()
      await quietly(log, 'heartbeat-failed', () => forget(queue, [...names]))()
    },
  }
}

/** Runs alone, never twice at once, and says what went wrong instead of throwing: the next beat tries again. */
function quietly(log: Log, event: string, work: () => Promise<unknown>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= work()
      .then(
        () => {},
        fault => log.warn(event, { fault }),
      )
      .finally(() => {
        running = undefined
      })
    return running
  }
}
