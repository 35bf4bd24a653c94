import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine, worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { startTestMailServer } from '#lib/mail/test-mail-server.ts'
import { readMails, testSender } from '#lib/mail/test-post.ts'
import { requests } from '#lib/requests/table.ts'
import { type S3Server, startS3 } from '#lib/vault/s3-server-for-tests.ts'
import { checkInvariants } from './check-invariants.ts'
import { draw } from './killed-worker-for-tests.ts'
import { fileOf, startPortal } from './portal-for-tests.ts'
import { spawnTestWorker } from './spawn-test-worker.ts'
import type { Did } from './test-web.ts'

const SECONDS = Number(process.env.MANY_MACHINES_SECONDS ?? 300)
const MACHINES = 3

const smtp = await startTestMailServer()
let s3: S3Server
let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  s3 = await startS3()
  portal = await startPortal(smtp.url, s3.place)
})
afterAll(async () => {
  await portal?.stop()
  await smtp.stop()
  await s3?.stop()
})

const base64 = (key: Uint8Array) => Buffer.from(key).toString('base64')
const told = () => ({
  databaseUrl: portal.database.appUrl,
  smtpUrl: smtp.url,
  seal: base64(portal.keys.seal[0]!),
  keepFor: 0,
  house: {
    hash: base64(portal.keys.hash),
    vault: base64(portal.keys.vault[0]!),
    signing: base64(portal.keys.signing),
    vaultRoot: s3.place,
    siteUrl: portal.database.siteReaderUrl,
  },
})

const done: Did[] = []
const faults: string[] = []

async function spawnWeb(seed: number): Promise<ChildProcess> {
  const script = new URL('./test-web.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send({ ...told(), mailFrom: testSender, seed })
  await once(child, 'message')
  child.on('message', (said: Did | { fault: string }) => {
    if ('did' in said) done.push(said)
    else faults.push(said.fault)
  })
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

/** The counters would stop so busy a mailbox, and a dead worker's jobs would wait out its silence: a minute passes. */
const letAMinutePass = () =>
  portal.peek.query(`begin; select set_config('dossier.tx', 'test', true); delete from dossier.rate_counter; commit;
    update graphile_worker._private_jobs set run_at = least(run_at, now()), locked_at = locked_at - interval '1 minute'
      where locked_by not in (select worker from dossier.heartbeat where seen_at > now() - interval '20 seconds') or locked_by is null`)

const far = ['received', 'proved', 'collecting', 'review', 'ready', 'released', 'closed']
const atLeast = { proved: 'proved', prepared: 'review', released: 'released', downloaded: 'released' } as const

test(`three webs and three workers, each killed at random for ${SECONDS} seconds, lose nothing that was acknowledged`, async () => {
  const next = draw(20_261_127)
  const count = (did: Did['did']) => done.filter(one => one.did === did).length
  let moody = true
  s3.misbehave = () => (moody && next(50) === 0 ? (['busy', 'drop-before', 'drop-after'] as const)[next(3)] : undefined)
  const spawns = [
    ...Array(MACHINES).fill(() => spawnWeb(next(1_000_000) + 1)),
    ...Array(MACHINES).fill(() => spawnTestWorker(told())),
  ]
  const machines: ChildProcess[] = await Promise.all(spawns.map(start => start()))
  const end = performance.now() + SECONDS * 1000
  let kills = 0
  // On a slow machine the first copies take their time; the kills go on until there are some.
  while (performance.now() < end || (count('downloaded') < 5 && performance.now() < end + SECONDS * 2_000)) {
    await sleep(500 + next(2_000))
    const victim = next(machines.length)
    await kill(machines[victim]!)
    kills++
    await letAMinutePass()
    machines[victim] = await spawns[victim]!()
  }
  await Promise.all(machines.slice(0, MACHINES).map(kill))
  moody = false

  const unfinished = async () => {
    await letAMinutePass()
    return (
      await portal.peek.query(`select distinct t.identifier from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier <> 'sweep'`)
    ).rows
  }
  await expect.poll(unfinished, { timeout: 300_000, interval: 2_000 }).toEqual([])
  await Promise.all(machines.slice(MACHINES).map(kill))

  const rows = await begin(worker, ({ tx }) => tx.select().from(requests))
  console.info(
    {
      kills,
      requests: rows.length,
      proved: count('proved'),
      released: count('released'),
      downloaded: count('downloaded'),
    },
    [...new Set(faults)],
  )
  expect(count('downloaded')).toBeGreaterThan(0)
  for (const { did, ref } of done) {
    const row = rows.find(one => one.ref === ref)
    expect(far.indexOf(row?.status ?? ''), `${ref} was ${did} and is ${row?.status}`).toBeGreaterThanOrEqual(
      far.indexOf(atLeast[did]),
    )
  }
  for (const { id, ref, personId } of rows.filter(({ status }) => status === 'released')) {
    const now = await begin(worker, async scope => scope.now.toString())
    const json = await fileOf({ kind: 'person', id: personId!, provedAt: now }, ref, id, 'dossier.json')
    expect(JSON.parse(json.toString('utf8')).complete).toBe(true)
  }
  for (const { messageId } of await readMails()) {
    expect(smtp.received.filter(copy => copy.messageId === messageId).length, messageId).toBeLessThanOrEqual(2)
  }
  expect(await verifyStored(commandLine, {})).toMatchObject({ ok: true, value: { ok: true } })
  expect(await checkInvariants(commandLine)).toEqual([])
})
