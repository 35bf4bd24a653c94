import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { house } from '#lib/db/client.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { enqueue, type JobName } from './queue.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:1')
})
afterAll(() => portal.stop())
beforeEach(() => portal.peek.query('delete from graphile_worker._private_jobs'))

const waiting = async () =>
  (
    await portal.peek.query(
      `select t.identifier as job, j.key, j.payload, extract(epoch from j.run_at)::float8 as at
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
    )
  ).rows

const sealSoon = () =>
  begin(worker, ({ tx }) => enqueue(tx, 'seal-history', {}, { key: 'seal-history', afterSeconds: 60 }))

test('a job is born with what causes it, and not at all when that is undone', async () => {
  const mailId = randomUUID()
  const undone = begin(worker, async ({ tx }) => {
    await enqueue(tx, 'send-mail', { mailId })
    throw new Error('undone')
  })
  await expect(undone).rejects.toThrow('undone')
  expect(await waiting()).toEqual([])
  await begin(worker, ({ tx }) => enqueue(tx, 'send-mail', { mailId }))
  expect(await waiting()).toMatchObject([{ job: 'send-mail', payload: { mailId } }])
})

test('what is asked for again while it waits is one job, at the time of the first asking', async () => {
  await sealSoon()
  const [first] = await waiting()
  await sleep(50)
  await sealSoon()
  await sealSoon()
  expect(await waiting()).toEqual([first])
})

test('a payload that is not made of ids never reaches the queue', async () => {
  const told = begin(worker, ({ tx }) => enqueue(tx, 'send-mail', { mailId: 'petra@example.org' }))
  await expect(told).rejects.toMatchObject({ name: 'ZodError' })
  const chatty = { mailId: randomUUID(), to: 'petra@example.org' }
  await begin(worker, ({ tx }) => enqueue(tx, 'send-mail', chatty))
  expect(await waiting()).toMatchObject([{ payload: { mailId: chatty.mailId } }])
  expect(JSON.stringify(await waiting())).not.toContain('petra')
})

const id = randomUUID()
test.each<[Actor, JobName, 'may' | 'may not']>([
  [{ kind: 'visitor', id }, 'send-mail', 'may'],
  [{ kind: 'visitor', id }, 'sweep', 'may not'],
  [{ kind: 'visitor', id }, 'build-package', 'may not'],
  [{ kind: 'officer', id }, 'build-package', 'may'],
  [{ kind: 'officer', id }, 'sweep', 'may not'],
])('as %o: %s — %s', async (actor, job, may) => {
  const start = begin(actor, ({ tx }) => tx.execute(sql`select dossier.enqueue(${job}, '{}'::json)`))
  if (may === 'may') await start
  else await expect(start).rejects.toMatchObject({ cause: { code: '42501' } })
})

test('outside of a marked transaction, and past the function, nobody starts a job', async () => {
  const unmarked = house().begin(async plain => {
    await plain`set local role dossier_system`
    await plain`select dossier.enqueue('sweep', '{}'::json)`
  })
  await expect(unmarked).rejects.toMatchObject({ code: 'DS001' })
  const direct = begin(worker, ({ tx }) => tx.execute(sql`select graphile_worker.add_job('sweep', '{}')`))
  await expect(direct).rejects.toMatchObject({ cause: { code: '42501' } })
  expect(await waiting()).toEqual([])
})
