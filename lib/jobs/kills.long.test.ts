import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestMailServer, type Treatment } from '#lib/mail/test-mail-server.ts'
import { queueOne, readMails, startTestPortal, testKeys } from '#lib/mail/test-post.ts'
import { handlers } from './handlers.ts'
import { spawnTestWorker } from './spawn-test-worker.ts'
import { runWorker } from './worker.ts'

const seal = randomBytes(32)
const smtp = await startTestMailServer()
let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal(smtp.url, { ...testKeys(), seal: [seal] })
})
afterAll(async () => {
  await portal.stop()
  await smtp.stop()
})

const spawnWorker = () =>
  spawnTestWorker({
    databaseUrl: portal.database.appUrl,
    smtpUrl: smtp.url,
    seal: seal.toString('base64'),
    keepFor: 0,
  })

const letAMinutePass = () =>
  portal.peek.query(`update graphile_worker._private_jobs set run_at = least(run_at, now()), locked_at = locked_at - interval '1 minute';
    update dossier.heartbeat set seen_at = seen_at - interval '1 minute'`)

const treatments: Treatment[] = ['accept', 'accept', 'defer-recipient', 'defer-message', 'take-and-hang-up']

/** Numbers below `most`, the same for the same seed (Park and Miller). */
function draw(seed: number) {
  let state = seed
  return (most: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % most
  }
}

test('fifty kills at seeded moments: every mail once or twice, the same bytes, none forgotten, no job stuck', async () => {
  const next = draw(20_261_123)
  const children = [await spawnWorker(), await spawnWorker()]
  for (let kill = 0; kill < 50; kill++) {
    smtp.treat(...Array.from({ length: 3 }, () => treatments[next(treatments.length)] ?? 'accept'))
    await Promise.all([queueOne(), queueOne(), queueOne()])
    await sleep(next(120))
    const victim = children.splice(next(2), 1)[0]!
    victim.kill('SIGKILL')
    await once(victim, 'exit')
    await letAMinutePass()
    children.push(await spawnWorker())
  }
  for (const child of children) child.kill('SIGKILL')
  const steady = await runWorker({ databaseUrl: portal.database.appUrl, handlers })
  const unfinished = async () => {
    await letAMinutePass()
    return (await readMails())
      .filter(({ state }) => state === 'queued' || state === 'sending')
      .map(({ state, outcome, unknowns }) => ({ state, outcome, unknowns }))
  }
  await expect.poll(unfinished, { timeout: 180_000, interval: 2_000 }).toEqual([])
  await steady.stop()
  const mails = await readMails()
  expect(mails).toHaveLength(150)
  for (const { messageId, state, outcome, unknowns } of mails) {
    const copies = smtp.received.filter(copy => copy.messageId === messageId)
    expect({ messageId, state, outcome, enough: copies.length >= 1, few: copies.length <= 2 }).toMatchObject({
      enough: true,
      few: true,
    })
    expect(new Set(copies.map(({ digest }) => digest)).size).toBe(1)
    if (state === 'failed') expect({ outcome, copies: copies.length }).toEqual({ outcome: 'unknown', copies: 2 })
    if (copies.length === 2) expect(unknowns).toBe(1)
  }
  expect((await portal.peek.query('select 1 from graphile_worker._private_jobs')).rows).toEqual([])
})
