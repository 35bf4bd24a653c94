import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { candidateSegments } from '#lib/candidates/table.ts'
import { begin } from '#lib/db/begin.ts'
import { errand } from '#lib/db/roles.ts'
import { people } from '#lib/demo/people.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { newId } from '#lib/kernel/ids.ts'
import { openDownload } from '#lib/packages/open-download.ts'
import { closeRequest } from '#lib/requests/close-request.ts'
import { lapseUnproved } from '#lib/requests/lapse-request.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { submitRequest } from '#lib/requests/submit-request.ts'
import { withdrawRequest } from '#lib/requests/withdraw-request.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { checkInvariants } from './check-invariants.ts'
import {
  askAndProve,
  officer,
  release,
  requestOf,
  startPortal,
  untilReviewed,
  untilStatus,
} from './portal-for-tests.ts'
import { sweep } from './sweep.ts'

const day = 86_400

describe('as time passes', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>
  beforeAll(async () => {
    portal = await startPortal()
    await portal.work()
  })
  afterAll(() => portal.stop())

  /** Sets the clock so many seconds ahead of the real one. */
  const setClock = (seconds: number) =>
    errand(portal.database.superUrl, sql =>
      sql.begin(async tx => {
        await tx`select set_config('dossier.tx', 'test', true)`
        await tx`insert into dossier.demo_clock values (1, ${seconds}) on conflict (id) do update set ahead_seconds = ${seconds}`
      }),
    )

  const eventsOf = async (id: string) =>
    (await begin(worker, ({ tx }) => readStream(tx, `request:${id}`))).map(({ event }) => event)

  it('a copy cannot be opened after thirty days, also before anybody has cleaned up; then it and its key are destroyed', async () => {
    const { ref, id, person } = await askAndProve(people.ingrid.email)
    await release(ref, id)
    await setClock(30 * day - 3600)
    expect(await openDownload(person, { ref, file: 'dossier.pdf' })).toMatchObject({ why: 'proof-too-old' })
    const fresh = { ...person, provedAt: await begin(worker, async ({ now }) => now.toString()) } as typeof person
    expect(await openDownload(fresh, { ref, file: 'dossier.pdf' })).toMatchObject({ ok: true })
    await setClock(30 * day + 60)
    expect(await openDownload(fresh, { ref, file: 'dossier.pdf' })).toMatchObject({ why: 'package-gone' })
    await sweep()
    expect((await houseVault().requests()).destroyed).toContain(id)
    expect(await houseVault().objects(id)).toEqual([])
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      type: 'package-destroyed',
      because: 'expired',
      keyDestroyed: true,
    })
    expect(await openDownload(fresh, { ref, file: 'dossier.pdf' })).toMatchObject({ why: 'package-gone' })
    await setClock(0)
  })

  it('a request whose mailbox nobody proved lapses three days before it would be due, and is told so', async () => {
    const visitor = { kind: 'visitor' as const, id: newId() }
    const asked = await submitRequest(visitor, {
      address: people.oisin.email,
      country: 'IE',
      relation: 'other',
      message: '',
      locale: 'en',
      origin: newId(),
    })
    if (!asked.ok) throw new Error(asked.why)
    const { ref } = asked.value
    const { id, lapseAt, receivedAt, dueAt } = await requestOf(ref)
    const ahead = (instant: typeof lapseAt) => Math.ceil(instant.since(receivedAt).total('seconds'))
    expect(dueAt.since(lapseAt).total('hours')).toBeGreaterThan(3 * 24)
    await setClock(ahead(lapseAt) - 600)
    await lapseUnproved()
    expect((await requestOf(ref)).status).toBe('received')
    await setClock(ahead(lapseAt) + 600)
    await lapseUnproved()
    expect((await requestOf(ref)).status).toBe('lapsed')
    expect((await eventsOf(id)).map(({ type }) => type)).toEqual([
      'request-submitted',
      'link-sent',
      'request-lapsed',
      'letter-written',
    ])
    await setClock(0)
  })

  it('what was collected for a request that its person took back is destroyed', async () => {
    const { ref, id, person } = await askAndProve(people.declan.email)
    await untilStatus(ref, 'review')
    expect((await houseVault().objects(id)).length).toBeGreaterThan(0)
    expect(await withdrawRequest(person, { ref })).toMatchObject({ ok: true })
    await expect.poll(() => houseVault().objects(id), { timeout: 20_000 }).toEqual([])
    await expect.poll(async () => (await eventsOf(id)).at(-1)?.type, { timeout: 20_000 }).toBe('package-destroyed')
  })

  it('other people’s rows that were sealed as candidates are destroyed too, where nothing of the person’s own was found', async () => {
    const { ref, id } = await askAndProve('nobody.here@example.org')
    await untilStatus(ref, 'review')
    await untilReviewed(id)
    const objectId = 'c1-candidates'
    await houseVault().write(id, objectId, Readable.from([Buffer.from('rows that may be somebody else’s')]))
    const place = { source: 'site', dataset: 'site', collection: 'contact', attempt: 1, records: 1, sealedBytes: 1 }
    const own = { ownResult: 'empty' as const, ownCount: 0, plaintextHash: Buffer.alloc(32) }
    await begin(worker, ({ tx }) => tx.insert(candidateSegments).values({ requestId: id, objectId, ...place, ...own }))
    const reason = 'Nobody could tell whose mailbox this is.'
    expect(await refuseRequest(officer, { ref, ground: 'unidentified', reason })).toMatchObject({ ok: true })
    expect(await closeRequest(officer, { ref, outcome: 'refused-unverified' })).toMatchObject({ ok: true })
    await setClock(31 * day)
    await sweep()
    expect((await houseVault().requests()).destroyed).toContain(id)
    expect((await eventsOf(id)).at(-1)).toMatchObject({ type: 'package-destroyed', because: 'expired' })
    await setClock(0)
  })

  it('leaves everything in agreement', async () => {
    await sealHistory()
    await expect.poll(() => checkInvariants(worker), { timeout: 20_000 }).toEqual([])
  })
})
