import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine, web } from '#lib/access/actor.ts'
import { queueOne, startTestPortal } from '#lib/mail/test-post.ts'
import { viewHealth } from './view-health.ts'
import { runWorker } from './worker.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
})
afterAll(() => portal.stop())

const health = async () => {
  const found = await viewHealth(web, undefined)
  if (!found.ok) throw new Error(found.why)
  return found.value
}

test('the house says how it is: nobody works, somebody works, a job waits, one has given up', async () => {
  expect(await health()).toEqual({ migrated: true, workers: 0, oldestJobSeconds: 0, jobsGivenUp: 0 })
  await queueOne()
  await portal.peek.query("update graphile_worker._private_jobs set run_at = now() - interval '10 minutes'")
  expect((await health()).oldestJobSeconds).toBeGreaterThanOrEqual(600)
  await portal.peek.query('update graphile_worker._private_jobs set attempts = max_attempts')
  expect(await health()).toMatchObject({ oldestJobSeconds: 0, jobsGivenUp: 1 })
  await portal.peek.query('delete from graphile_worker._private_jobs')

  const working = await runWorker({ databaseUrl: portal.database.appUrl, handlers: {}, concurrency: 1 })
  await expect.poll(async () => (await health()).workers, { timeout: 20_000 }).toBeGreaterThan(0)
  await working.stop()
  expect((await health()).workers).toBe(0)
})

test('a worker that fell silent is not counted', async () => {
  await portal.peek.query("insert into dossier.heartbeat values ('gone', now() - interval '46 seconds')")
  expect((await health()).workers).toBe(0)
})

test('a database older than the program says so', async () => {
  await portal.peek.query('update drizzle.__drizzle_migrations set created_at = created_at - 1000000')
  expect((await health()).migrated).toBe(false)
  await portal.peek.query('update drizzle.__drizzle_migrations set created_at = created_at + 1000000')
})

test('nobody but the portal itself may ask', async () => {
  for (const kind of ['visitor', 'person', 'officer', 'auditor', 'admin'] as const) {
    const actor = { kind, id: '018f0000-0000-7000-8000-000000000001', provedAt: '2026-01-01T00:00:00Z' }
    expect(await viewHealth(actor, undefined)).toEqual({ ok: false, why: 'not-allowed' })
  }
  expect((await viewHealth(commandLine, undefined)).ok).toBe(true)
})
