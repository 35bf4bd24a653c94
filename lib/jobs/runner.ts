import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Pool } from 'pg'
import type { Log } from '#lib/config/log.ts'
import { everyMinute, everyNight } from './clockwork.ts'
import { doJob } from './do-job.ts'
import type { Handlers } from './handler.ts'
import type { Going } from './keep-going.ts'
import type { JobName } from './queue.ts'

type RunnerOptions = {
  queue: Pool
  handlers: Partial<Handlers>
  log: Log
  concurrency: number
  /** Hears under which name this run locks its jobs, before it locks one. */
  born: (worker: string) => void
}

/** A process that is asked to end is killed after ten seconds; so much of them belongs to the jobs that run. */
const patience = 8_000

export async function startRunner({ queue, handlers, log, concurrency, born }: RunnerOptions): Promise<Going> {
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => born(workerPool.id))
  const names = Object.keys(handlers) as JobName[]
  const taskList: TaskList = Object.fromEntries(names.map(name => [name, doJob(name, handlers, log)]))
  const runner = await run({
    pgPool: queue,
    taskList,
    events,
    crontab: [
      ...everyMinute.map(name => ['* * * * *', name] as const),
      ...everyNight.map(name => ['17 2 * * *', name] as const),
    ]
      .filter(([, name]) => name in handlers)
      .map(([when, name]) => `${when} ${name} ?jobKey=${name}&max=5`)
      .join('\n'),
    concurrency,
    pollInterval: 2_000,
    noHandleSignals: true,
    noPreparedStatements: true,
    preset: { worker: { gracefulShutdownAbortTimeout: patience - 2_000 } },
    logger: new Logger(() => level => {
      // Its words may hold a job's fault; ours say the same without them. What it only notes is not worth a line.
      if (level === 'error') log.warn('queue-trouble')
    }),
  })
  const stop = async () => {
    const ended = runner.stop().then(
      () => true,
      () => true,
    )
    if (await Promise.race([ended, sleep(patience, false, { ref: false })])) return
    await runner.kill().catch(fault => log.warn('queue-failed', { fault }))
  }
  return { done: runner.promise, stop }
}
