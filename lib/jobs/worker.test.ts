import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import type { Log, LogFields } from '#lib/config/log.ts'
import { begin } from '#lib/db/begin.ts'
import { startTestMailServer } from '#lib/mail/test-mail-server.ts'
import { queueOne, readMail, startTestPortal, testKeys } from '#lib/mail/test-post.ts'
import type { Handlers } from './handler.ts'
import { handlers } from './handlers.ts'
import { enqueue } from './queue.ts'
import { spawnTestWorker } from './spawn-test-worker.ts'
import { runWorker, type Worker } from './worker.ts'

const seal = randomBytes(32)
const smtp = await startTestMailServer()
let portal: Awaited<ReturnType<typeof startTestPortal>>
const running: Worker[] = []
const children: ChildProcess[] = []

beforeAll(async () => {
  portal = await startTestPortal(smtp.url, { ...testKeys(), seal: [seal] })
})
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await Promise.all(running.splice(0).map(one => one.stop()))
  await portal.peek.query('delete from graphile_worker._private_jobs')
})
afterAll(async () => {
  await portal.stop()
  await smtp.stop()
})

function listen() {
  const lines: [string, LogFields | undefined][] = []
  const say = (event: string, fields?: LogFields) => void lines.push([event, fields])
  const log: Log = { info: say, warn: say, error: say }
  return { log, lines, heard: (event: string) => lines.filter(([name]) => name === event) }
}

async function work(some: Partial<Handlers>, log: Log = listen().log) {
  const one = await runWorker({ databaseUrl: portal.database.appUrl, handlers: some, log })
  running.push(one)
  return one
}

/** A real worker in a real process, once it is ready. */
async function spawnWorker(keepFor = 0): Promise<ChildProcess> {
  const child = await spawnTestWorker({ ...told(), keepFor })
  children.push(child)
  return child
}
const told = () => ({ databaseUrl: portal.database.appUrl, smtpUrl: smtp.url, seal: seal.toString('base64') })

const startSweep = () => begin(worker, ({ tx }) => enqueue(tx, 'sweep', {}))
const locks = async () =>
  (await portal.peek.query('select locked_by as by, attempts, last_error as error from graphile_worker._private_jobs'))
    .rows
const heartbeats = async () => (await portal.peek.query('select worker from dossier.heartbeat order by worker')).rows
/** Every minute the sweep is asked for by the clock as well: a test that waits for none begins when the minute is not about to turn. */
const awayFromTheMinute = async () => {
  const left = 60_000 - (Date.now() % 60_000)
  if (left < 5_000) await sleep(left + 1_000)
}
/** Everything dead workers left behind now looks a minute old. */
const letAMinutePass = () =>
  portal.peek.query(`update graphile_worker._private_jobs set locked_at = locked_at - interval '1 minute';
    update dossier.heartbeat set seen_at = seen_at - interval '1 minute'`)

test('mails leave in the order of nothing but each exactly once', async () => {
  await work(handlers)
  const ids = await Promise.all(Array.from({ length: 8 }, () => queueOne()))
  await expect.poll(() => smtp.received.length, { timeout: 15_000 }).toBe(8)
  await sleep(300)
  expect(smtp.received.map(({ messageId }) => messageId).sort()).toEqual(ids.map(id => `<${id}@portal.test>`).sort())
  // At the turn of a minute the clock's own jobs come between.
  await expect.poll(locks, { timeout: 15_000 }).toEqual([])
})

test('the queue tries a mail again that the server put off', async () => {
  smtp.received.length = 0
  smtp.treat('defer-recipient')
  await work(handlers)
  const id = await queueOne()
  await expect.poll(() => smtp.received.length, { timeout: 15_000 }).toBe(1)
  await expect.poll(async () => (await readMail(id)).state).toBe('sent')
})

test("a killed worker's job is done by another, and neither before the silence nor while it speaks", async () => {
  const child = await spawnWorker(60_000)
  await startSweep()
  expect((await once(child, 'message'))[0]).toBe('started sweep')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await locks()).toMatchObject([{ by: expect.stringMatching(/^pool-/) }])

  const sweep = vi.fn(async () => {})
  const { log, heard } = listen()
  await awayFromTheMinute()
  const first = await work({ sweep }, log)
  await sleep(500)
  expect(sweep).not.toHaveBeenCalled()
  await first.stop()
  running.length = 0

  await letAMinutePass()
  await work({ sweep }, log)
  await expect.poll(() => sweep.mock.calls.length, { timeout: 10_000 }).toBe(1)
  expect(heard('worker-fell-silent')).toHaveLength(1)
})

test('what was asked for once more before its worker was killed leaves no failure behind', async () => {
  const child = await spawnWorker(60_000)
  const ask = () => begin(worker, ({ tx }) => enqueue(tx, 'sweep', {}, { key: 'sweep' }))
  await ask()
  expect((await once(child, 'message'))[0]).toBe('started sweep')
  await ask()
  child.kill('SIGKILL')
  await once(child, 'exit')
  await letAMinutePass()
  const sweep = vi.fn(async () => {})
  await work({ sweep })
  await expect.poll(() => sweep.mock.calls.length, { timeout: 10_000 }).toBeGreaterThan(0)
  await expect.poll(locks).toEqual([])
})

test('a job that is asked for once more while it runs ends well, is done once more, and leaves nothing behind', async () => {
  let done = () => {}
  const first = new Promise<void>(resolve => {
    done = resolve
  })
  const seal = vi.fn(() => first)
  const { log, lines } = listen()
  await work({ 'seal-history': seal }, log)
  const ask = () => begin(worker, ({ tx }) => enqueue(tx, 'seal-history', {}, { key: 'seal-history' }))
  await ask()
  await expect.poll(() => seal.mock.calls.length, { timeout: 10_000 }).toBe(1)
  await ask()
  done()
  await expect.poll(() => seal.mock.calls.length, { timeout: 10_000 }).toBe(2)
  await expect.poll(locks).toEqual([])
  expect(lines.map(([event]) => event)).not.toContain('job-taken-over')
})

test('a worker that lives keeps its job, however long it takes', async () => {
  let done = () => {}
  const long = new Promise<void>(resolve => {
    done = resolve
  })
  const sweep = vi.fn(() => long)
  await work({ sweep })
  await startSweep()
  await expect.poll(() => sweep.mock.calls.length).toBe(1)
  await portal.peek.query("update graphile_worker._private_jobs set locked_at = locked_at - interval '1 hour'")
  const { log, heard } = listen()
  await work({ sweep }, log)
  await sleep(500)
  expect(sweep).toHaveBeenCalledTimes(1)
  expect(heard('worker-fell-silent')).toEqual([])
  done()
})

test.each([
  ['another worker', "locked_by = 'pool-of-another'"],
  ['the same worker anew', 'attempts = attempts + 1'],
])('who wakes late does not end the job that was given to %s meanwhile', async (_, change) => {
  const endings: (() => void)[] = []
  const sweep = vi.fn(() => new Promise<void>(resolve => void endings.push(resolve)))
  const { log, heard } = listen()
  await work({ sweep }, log)
  await startSweep()
  await expect.poll(() => sweep.mock.calls.length).toBe(1)
  // As after a freeze: the queue has given the job away, and who had it does not know.
  await portal.peek.query(`update graphile_worker._private_jobs set ${change}`)
  endings[0]?.()
  await expect.poll(() => heard('job-taken-over').length).toBe(1)
  await sleep(200)
  expect(await locks()).toHaveLength(1)
})

test('killed after the message was taken: at most two copies, under one Message-ID', async () => {
  smtp.received.length = 0
  smtp.treat('take-and-say-nothing')
  const child = await spawnWorker()
  const id = await queueOne()
  await expect.poll(() => smtp.received.length, { timeout: 15_000 }).toBe(1)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await readMail(id)).toMatchObject({ state: 'sending' })
  await letAMinutePass()
  await work(handlers)
  await expect.poll(async () => (await readMail(id)).state, { timeout: 15_000 }).toBe('sent')
  expect(smtp.received).toHaveLength(2)
  expect(new Set(smtp.received.map(({ digest }) => digest)).size).toBe(1)
})

test('what a handler says in its fault reaches neither the queue nor the log', async () => {
  const { log, lines, heard } = listen()
  const sweep = () => Promise.reject(Object.assign(new TypeError('petra.example@example.org'), { code: 'EPERSONAL' }))
  await work({ sweep }, log)
  await startSweep()
  await expect.poll(() => heard('job-failed').length).toBe(1)
  await expect.poll(async () => (await locks())[0]?.error).toBe('TypeError EPERSONAL')
  expect(lines.filter(([event]) => event === 'job-failed')[0]?.[1]).toMatchObject({ job: 'sweep', attempt: 1 })
})

test('a job that nobody here knows waits and is named', async () => {
  await portal.peek.query(
    `select graphile_worker.add_job('from-the-future', '{}', run_at := clock_timestamp() - interval '5 minutes')`,
  )
  const { log, heard } = listen()
  await work(handlers, log)
  await expect.poll(() => heard('job-unknown')).toEqual([['job-unknown', { job: 'from-the-future', count: 1 }]])
  expect(await locks()).toMatchObject([{ by: null, attempts: 0 }])
})

test('every connection of the database lost at once: the worker says so, comes back and goes on', async () => {
  smtp.received.length = 0
  const { log, lines } = listen()
  await work(handlers, log)
  await queueOne()
  await expect.poll(() => smtp.received.length, { timeout: 15_000 }).toBe(1)
  for (let round = 0; round < 3; round++) {
    await portal.peek.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()',
    )
    await sleep(200)
  }
  await expect
    .poll(
      () =>
        queueOne().then(
          () => true,
          () => false,
        ),
      { timeout: 15_000 },
    )
    .toBe(true)
  await expect.poll(() => smtp.received.length, { timeout: 20_000 }).toBe(2)
  expect(lines.map(([event]) => event)).toContain('queue-connection-lost')
})

test('a worker that starts before its database can be reached waits for it', async () => {
  const sweep = vi.fn(async () => {})
  const { log, heard } = listen()
  // Of this database alone: the login is shared by every test that runs meanwhile.
  const limitConnections = async (most: number) => {
    const { rows } = await portal.peek.query<{ text: string }>(
      "select format('alter database %I connection limit %s', current_database(), $1::int) as text",
      [most],
    )
    await portal.peek.query(rows[0]!.text)
  }
  await limitConnections(0)
  const { leaveHouse } = await import('#lib/db/client.ts')
  await leaveHouse()
  try {
    await work({ sweep }, log)
    await expect.poll(() => heard('queue-failed').length).toBeGreaterThan(0)
  } finally {
    await limitConnections(-1)
  }
  await expect
    .poll(
      () =>
        startSweep().then(
          () => true,
          () => false,
        ),
      { timeout: 15_000 },
    )
    .toBe(true)
  await expect.poll(() => sweep.mock.calls.length, { timeout: 15_000 }).toBe(1)
})

test('asked to stop, it lets the running job end and takes no other', async () => {
  const ended: string[] = []
  const sweep = vi.fn(async () => {
    await sleep(800)
    ended.push('sweep')
  })
  const before = await heartbeats()
  const one = await work({ sweep })
  await expect.poll(heartbeats).toHaveLength(before.length + 1)
  await startSweep()
  await expect.poll(() => sweep.mock.calls.length).toBe(1)
  await one.stop()
  running.length = 0
  expect(ended).toEqual(['sweep'])
  expect(await locks()).toEqual([])
  expect(await heartbeats()).toEqual(before)
})
