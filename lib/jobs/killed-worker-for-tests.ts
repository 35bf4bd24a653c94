import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { startTestMailServer } from '#lib/mail/test-mail-server.ts'
import { readMails } from '#lib/mail/test-post.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { checkInvariants } from './check-invariants.ts'
import { askAndProve, officer, startPortal, untilStatus } from './portal-for-tests.ts'
import { spawnTestWorker } from './spawn-test-worker.ts'

/** A portal whose only workers are processes of their own, to be killed, and which sends its mails to a real server. */
export async function startKillable() {
  const smtp = await startTestMailServer()
  const portal = await startPortal(smtp.url)
  const { keys, peek, database } = portal
  const base64 = (key: Uint8Array) => Buffer.from(key).toString('base64')
  const house = {
    ...{ hash: base64(keys.hash), vault: base64(keys.vault[0]!), signing: base64(keys.signing) },
    ...{ vaultRoot: portal.vaultRoot, siteUrl: database.siteReaderUrl },
  }
  const told = { databaseUrl: database.appUrl, smtpUrl: smtp.url, seal: base64(keys.seal[0]!), keepFor: 0 }
  const children = new Set<ChildProcess>()
  let atWork = 0

  /** A worker that has started and waits to be told to work. */
  const spawn = async (): Promise<ChildProcess> => {
    const child = await spawnTestWorker({ ...told, house, waits: true })
    children.add(child)
    return child
  }
  const kill = async (child: ChildProcess): Promise<void> => {
    children.delete(child)
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    const held = await peek.query('select 1 from graphile_worker._private_jobs where locked_at is not null')
    if (held.rows.length > 0) atWork++
    // What the dead one held now looks a minute old: the next one need not wait for its silence.
    await peek.query(`update graphile_worker._private_jobs set run_at = least(run_at, now()), locked_at = locked_at - interval '1 minute';
      update dossier.heartbeat set seen_at = seen_at - interval '1 minute'`)
  }
  const stop = async () => {
    await Promise.all([...children].map(kill))
    await portal.stop()
    await smtp.stop()
  }
  /** Somebody asks and proves, with nobody at work yet. */
  const ask = async (address: string) => {
    await peek.query(`begin; select set_config('dossier.tx', 'test', true); delete from dossier.rate_counter; commit`)
    return askAndProve(address)
  }
  /** What was found for a request: each collection with the hash of its records as they were before they were sealed. */
  const found = async (id: string): Promise<string[]> => {
    const { rows } = await peek.query(
      `select dataset || '.' || collection || ' ' || records || ' ' || encode(plaintext_hash, 'hex') as line
       from dossier.segment where request_id = $1 order by 1`,
      [id],
    )
    return rows.map(({ line }) => line)
  }
  const livePackages = async (id: string): Promise<number> =>
    (
      await peek.query(
        `select count(*)::int as n from dossier.package where request_id = $1 and state in ('building', 'ready', 'released')`,
        [id],
      )
    ).rows[0].n
  /** How many were killed with a job in their hands. */
  const killedAtWork = () => atWork
  return { smtp, peek, spawn, kill, killedAtWork, stop, ask, found, livePackages }
}

export type Killable = Awaited<ReturnType<typeof startKillable>>

/** The officer's part, whoever works: has the package built as soon as the search is done, and waits for it. */
export async function untilReady(ref: string, seconds = 120): Promise<void> {
  await untilStatus(ref, 'review', seconds)
  const prepared = await preparePackage(officer, { ref })
  if (!prepared.ok) throw new Error(`preparing: ${prepared.why}`)
  await untilStatus(ref, 'ready', seconds)
}

/** Numbers below `most`, the same for the same seed (Park and Miller). */
export function draw(seed: number) {
  let state = seed
  return (most: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % most
  }
}

/** Nothing waits and nothing runs any more, except what every minute brings. */
export const untilQuiet = ({ peek }: Killable) =>
  expect
    .poll(
      async () =>
        (
          await peek.query(`select distinct t.identifier from graphile_worker._private_jobs j
            join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier <> 'sweep'`)
        ).rows,
      { timeout: 90_000, interval: 500 },
    )
    .toEqual([])

/** Requests of one person, worked off while the workers are killed at these moments (milliseconds after each began), as undisturbed. */
export async function proveKills(house: Killable, address: string, requests: number, moments: readonly number[]) {
  const undisturbed = await house.ask(address)
  const [first, ...others] = await Promise.all([house.spawn(), ...moments.map(house.spawn), house.spawn()])
  first!.send('go')
  await untilReady(undisturbed.ref)
  await untilQuiet(house)
  await house.kill(first!)
  const expected = await house.found(undisturbed.id)
  expect(expected.length).toBeGreaterThan(2)

  const asked = []
  for (let count = 0; count < requests; count++) asked.push(await house.ask(address))
  const answered = Promise.all(asked.map(({ ref }) => untilReady(ref)))
  for (const [index, moment] of moments.entries()) {
    others[index]!.send('go')
    await sleep(moment)
    await house.kill(others[index]!)
  }
  others.at(-1)!.send('go')
  await answered
  await untilQuiet(house)
  await house.kill(others.at(-1)!)

  for (const { id } of asked) {
    expect(await house.found(id)).toEqual(expected)
    expect(await house.livePackages(id)).toBe(1)
  }
  for (const { messageId, state, outcome } of await readMails()) {
    const copies = house.smtp.received.filter(copy => copy.messageId === messageId)
    expect(copies.length, messageId).toBeGreaterThanOrEqual(1)
    expect(copies.length, messageId).toBeLessThanOrEqual(2)
    expect(new Set(copies.map(({ digest }) => digest)).size).toBe(1)
    if (state !== 'sent') expect({ state, outcome }).toEqual({ state: 'failed', outcome: 'unknown' })
  }
  expect(await checkInvariants(worker)).toEqual([])
}
