import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, sql } from 'drizzle-orm'
import { type Actor, commandLine, worker } from '#lib/access/actor.ts'
import type { VaultPlace } from '#lib/config/vault-place.ts'
import { begin, type Tx } from '#lib/db/begin.ts'
import type { TestDatabase } from '#lib/db/test-database.ts'
import { people } from '#lib/demo/people.ts'
import { seedSite } from '#lib/demo/seed-site.ts'
import { proveAddress } from '#lib/identity/prove-address.ts'
import { newId } from '#lib/kernel/ids.ts'
import { openContent } from '#lib/mail/content.ts'
import { mails } from '#lib/mail/table.ts'
import { startTestPortal, testKeys } from '#lib/mail/test-post.ts'
import { setOrganisation } from '#lib/organisation/set-organisation.ts'
import { decideMentions } from '#lib/others/decide-mentions.ts'
import { openDownload } from '#lib/packages/open-download.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { packages } from '#lib/packages/table.ts'
import type { Status } from '#lib/requests/status.ts'
import { submitRequest } from '#lib/requests/submit-request.ts'
import { requests } from '#lib/requests/table.ts'
import { sources } from '#lib/sources/table.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { handlers } from './handlers.ts'
import { runWorker, type Worker } from './worker.ts'

export const officer: Actor = { kind: 'officer', id: randomUUID() }

/**
 * A whole portal for a test: database with the demo's site behind it, keys, a vault of its own, an organisation, one source.
 * Mails stay in the outbox, where `linkFor` reads them, unless `smtpUrl` is given. `work` starts a real worker.
 */
export async function startPortal(smtpUrl = 'smtp://127.0.0.1:9', vault?: VaultPlace, given?: TestDatabase) {
  const vaultRoot = await mkdtemp(join(tmpdir(), 'dossier-vault-'))
  const keys = { ...testKeys(), vaultRoot: vault ?? vaultRoot }
  const portal = await startTestPortal(smtpUrl, keys, given)
  await seedSite(portal.database.siteUrl, { people: 500 })
  process.env.SITE_URL = portal.database.siteReaderUrl
  await openHouse()
  const workers: Worker[] = []
  const work = async (jobs: Partial<typeof handlers> = handlers) => {
    const { 'send-mail': _unsent, ...others } = jobs
    const handled = smtpUrl.endsWith(':9') ? others : jobs
    workers.push(await runWorker({ databaseUrl: portal.database.appUrl, handlers: handled, concurrency: 2 }))
  }
  const stop = async () => {
    for (const one of workers) await one.stop()
    await portal.stop()
    await rm(vaultRoot, { recursive: true, force: true })
  }
  return { ...portal, keys, vaultRoot, work, stop }
}

async function openHouse(): Promise<void> {
  const map = await readFile(new URL('../demo/site.map.yml', import.meta.url), 'utf8')
  const set = await setOrganisation(commandLine, {
    name: 'Heron & Quill',
    address: 'Dublin',
    contact: 'privacy@heron-and-quill.test',
    country: 'IE',
    region: '',
    zone: 'Europe/Dublin',
    sender: 'privacy@heron-and-quill.test',
    authorityName: 'Data Protection Commission',
    authorityUrl: 'https://www.dataprotection.ie/',
    locales: ['en', 'de'],
  })
  if (!set.ok) throw new Error(`organisation: ${set.why}`)
  await begin(worker, ({ tx, now }) =>
    tx.insert(sources).values({ key: 'site', kind: 'postgres', connectionVariable: 'SITE_URL', map, addedAt: now }),
  )
}

/** The token of the newest link that was mailed for a request. */
export async function tokenFor(requestId: string): Promise<string> {
  const rows = await begin(worker, ({ tx }) =>
    tx.select().from(mails).where(eq(mails.requestId, requestId)).orderBy(mails.queuedAt),
  )
  const texts = rows.map(row => openContent(row.id, row.content).text)
  const token = texts.flatMap(text => [...text.matchAll(/\/verify\/([\w-]{43})(?!\/)/g)]).at(-1)?.[1]
  if (!token) throw new Error('No link was mailed for this request.')
  return token
}

export const requestOf = async (ref: string) =>
  (await begin(worker, ({ tx }) => tx.select().from(requests).where(eq(requests.ref, ref))))[0]!

/** Somebody asks and proves their address; gives the person and the reference. */
export async function askAndProve(
  address: string = people.layla.email,
  country: 'IE' | 'GB' | 'US-CA' | 'other' = 'IE',
) {
  const visitor: Actor = { kind: 'visitor', id: newId() }
  const asked = await submitRequest(visitor, {
    address,
    country,
    relation: 'customer',
    message: '',
    locale: 'en',
    origin: newId(),
  })
  if (!asked.ok) throw new Error(`asking: ${asked.why}`)
  const { id } = await requestOf(asked.value.ref)
  const proved = await proveAddress(visitor, { token: await tokenFor(id), origin: newId() })
  if (!proved.ok) throw new Error(`proving: ${proved.why}`)
  const { personId } = await requestOf(asked.value.ref)
  const now = await begin(worker, async scope => scope.now.toString())
  const person: Actor = { kind: 'person', id: personId!, provedAt: now }
  return { ref: asked.value.ref, id, person, visitor }
}

/** Waits until a request has come so far; the worker works meanwhile. */
export async function untilStatus(ref: string, status: Status, seconds = 30): Promise<void> {
  for (let left = seconds * 20; left > 0; left--) {
    if ((await requestOf(ref)).status === status) return
    await sleep(50)
  }
  throw new Error(`${ref} is ${(await requestOf(ref)).status}, not ${status}, after ${seconds} s.`)
}

/** Waits until nothing is left of what is done with the findings of a request when its search has ended. */
export async function untilReviewed(requestId: string): Promise<void> {
  for (let left = 600; left > 0; left--) {
    if ((await begin(worker, ({ tx }) => countJobsOf(tx, requestId))) === 0) return
    await sleep(50)
  }
  throw new Error('What was found was not looked at after 30 s.')
}

const countJobsOf = async (tx: Tx, requestId: string): Promise<number> =>
  (
    await tx.execute<{ count: number }>(sql`
      select count(*)::int as count from dossier.waiting_jobs() where job <> 'send-mail' and payload->>'requestId' = ${requestId}`)
  )[0]!.count

/** Every place that names somebody else is left in: what a test reads is then what was found. */
async function leaveIn(ref: string): Promise<void> {
  const reason = 'Everybody named here agreed for the sake of this test.'
  const decided = await decideMentions(officer, { ref, decision: 'rejected', which: 'all', reason })
  if (!decided.ok && decided.why !== 'already-done') throw new Error(`deciding: ${decided.why}`)
}

export type Copy = {
  complete: boolean
  certificate: { collections: number; searched: number; missed: number; complete: boolean }
  received: { disclosures: { recipient: string }[] }
  groups: { dataset: string; collection: string; records: { values: { [field: string]: unknown } }[] }[]
  coverage: {
    dataset: string
    collection: string
    result: string
    count: number
    remarks?: { code: string; count: number }[]
  }[]
}

/** Builds and releases what was found for a request that an officer may review; gives the package. */
export async function release(ref: string, id: string): Promise<string> {
  await untilStatus(ref, 'review')
  await untilReviewed(id)
  await leaveIn(ref)
  const prepared = await preparePackage(officer, { ref })
  if (!prepared.ok) throw new Error(`preparing: ${prepared.why}`)
  await untilStatus(ref, 'ready')
  const [ready] = await begin(worker, ({ tx }) =>
    tx
      .select()
      .from(packages)
      .where(and(eq(packages.requestId, id), eq(packages.state, 'ready'))),
  )
  const released = await releasePackage(officer, { ref, package: ready!.id })
  if (!released.ok) throw new Error(`releasing: ${released.why}`)
  return ready!.id
}

/** One file of a released copy, opened as its person does. */
export async function fileOf(person: Actor, ref: string, id: string, file: string): Promise<Buffer> {
  const opened = await openDownload(person, { ref, file })
  if (!opened.ok) throw new Error(`opening: ${opened.why}`)
  return buffer(houseVault().read(id, opened.value.objectId))
}

/** The whole way for one address, up to the JSON in the person's hands. */
export async function copyFor(address: string, country?: Parameters<typeof askAndProve>[1]) {
  const asked = await askAndProve(address, country)
  await release(asked.ref, asked.id)
  const json = await fileOf(asked.person, asked.ref, asked.id, 'dossier.json')
  return { ...asked, copy: JSON.parse(json.toString('utf8')) as Copy }
}
