import { afterAll, beforeAll, expect, test } from 'vitest'
import { queueOne, readMails, startTestPortal } from '#lib/mail/test-post.ts'
import { readHealth } from './health.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
})
afterAll(() => portal.stop())

/** Sessions of the portal at its database, as processes of this machine. */
async function sessions(): Promise<number[]> {
  const { rows } = await portal.peek.query(
    `select pid from pg_stat_activity where datname = current_database() and usename = 'dossier_app'`,
  )
  return rows.map(({ pid }) => pid)
}

test('a database that freezes is told to whoever asks, and what was begun is done once when it thaws', async () => {
  await Promise.all(Array.from({ length: 10 }, () => queueOne()))
  expect((await readHealth()).database).toBe('ok')
  const frozen = await sessions()
  expect(frozen.length).toBeGreaterThan(0)
  for (const pid of frozen) process.kill(pid, 'SIGSTOP')
  try {
    const begun = Promise.all(Array.from({ length: 10 }, () => queueOne()))
    // The answer from before the frost is remembered for two seconds.
    await expect
      .poll(async () => await readHealth(), { timeout: 20_000, interval: 500 })
      .toMatchObject({ status: 'not-ready', database: 'failing' })
    for (const pid of frozen) process.kill(pid, 'SIGCONT')
    const ids = await begun
    const mails = (await readMails()).map(({ id }) => id)
    for (const id of ids) expect(mails.filter(one => one === id)).toHaveLength(1)
    expect(mails).toHaveLength(20)
    await expect.poll(async () => (await readHealth()).database, { timeout: 20_000, interval: 500 }).toBe('ok')
  } finally {
    for (const pid of frozen) process.kill(pid, 'SIGCONT')
  }
})
