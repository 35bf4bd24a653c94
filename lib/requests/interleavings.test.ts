import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { beginCollection } from '#lib/collection/begin-collection.ts'
import { searchAgain } from '#lib/collection/search-again.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { disownLink } from '#lib/identity/disown-link.ts'
import { aVisitor, tokensTo } from '#lib/identity/links-for-tests.ts'
import { proveAddress } from '#lib/identity/prove-address.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { recordPackage } from '#lib/packages/record-package.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { closeRequest } from './close-request.ts'
import { extendDeadline } from './extend-deadline.ts'
import { ask, longReason, officer, openHouse, report } from './lives-for-tests.ts'
import { mendAddress } from './mend-address.ts'
import { refuseRequest } from './refuse-request.ts'
import { life, mayBecome, type Status } from './status.ts'
import { withdrawRequest } from './withdraw-request.ts'
import { withholdValue } from './withhold-value.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await openHouse()
})
afterAll(() => portal.stop())

/** Three requests: two name one mailbox, one another. The second of the two is never proved by anybody. */
const steps = [
  ...(['prove', 'disown', 'mend', 'withdraw', 'refuse', 'extend', 'begin', 'report', 'again'] as const),
  ...(['withhold', 'prepare', 'record', 'release', 'close'] as const),
] as const
type Step = (typeof steps)[number]
type Asked = Awaited<ReturnType<typeof ask>> & { address: string; token: string }
type Row = { status: Status; attempt: number; person_id: string | null }

const rowOf = async (id: string): Promise<Row> =>
  (await portal.peek.query('select * from dossier.request where id = $1', [id])).rows[0]
const packageOf = async (id: string, state: string): Promise<{ id: string; run: string } | undefined> =>
  (await portal.peek.query('select * from dossier.package where request_id = $1 and state = $2', [id, state])).rows[0]

async function take(step: Step, { id, ref, visitor, address, token }: Asked): Promise<unknown> {
  const { attempt, person_id } = await rowOf(id)
  const person: Actor = { kind: 'person', id: person_id ?? randomUUID(), provedAt: '2026-11-23T09:00:00Z' }
  const file = { name: 'dossier.json', objectId: randomUUID(), mediaType: 'application/json', bytes: 9, sha256: 'ab' }
  const moves: { [S in Step]: () => Promise<unknown> } = {
    prove: () => proveAddress(aVisitor(), { token, origin: randomUUID() }),
    disown: () => disownLink(aVisitor(), { token }),
    mend: () => mendAddress(visitor, { ref, address, origin: randomUUID() }),
    withdraw: () => withdrawRequest(person, { ref }),
    refuse: () => refuseRequest(officer, { ref, ground: 'excessive', reason: longReason }),
    extend: () => extendDeadline(officer, { ref, ground: 'number', reason: longReason }),
    begin: () => beginCollection({ requestId: id }),
    report: () => report({ id, attempt }).catch(() => 'nothing to report'),
    again: () => searchAgain(officer, { ref }),
    withhold: () =>
      withholdValue(officer, {
        ...{ ref, dataset: 'site', collection: 'contacts', key: JSON.stringify([randomUUID()]), field: 'note' },
        ...{ ground: 'rights-of-others' as const, reason: longReason },
      }),
    prepare: () => preparePackage(officer, { ref }),
    record: async () => {
      const building = await packageOf(id, 'building')
      if (!building) return
      await recordPackage(worker, {
        packageId: building.id,
        run: building.run,
        complete: true,
        records: 2,
        files: [file],
      })
    },
    release: async () => {
      const ready = await packageOf(id, 'ready')
      await releasePackage(officer, { ref, package: ready?.id ?? randomUUID() })
    },
    close: () => closeRequest(officer, { ref, outcome: 'fulfilled-full' }),
  }
  return moves[step]()
}

/** What each status may lead to within one verb: a verb moves a request by one step of its life. */
const legal = (from: Status, to: Status) => from === to || mayBecome(from, to)

async function three(): Promise<[Asked, Asked, Asked]> {
  const addresses = [randomUUID(), randomUUID()].map(name => `${name}@example.org`)
  const make = async (address: string): Promise<Asked> => {
    const asked = await ask(address)
    return { ...asked, address, token: (await tokensTo(address)).at(-1)! }
  }
  const [one, other] = [await make(addresses[0]!), await make(addresses[1]!)]
  return [one, other, await make(addresses[0]!)]
}

/** What would come next if nobody interfered. */
async function onward({ id }: Asked): Promise<Step> {
  const { status } = await rowOf(id)
  if (status === 'review') return (await packageOf(id, 'building')) ? 'record' : 'prepare'
  const next: { [status in Status]?: Step } = {
    received: 'prove',
    proved: 'begin',
    collecting: 'report',
    ready: 'release',
  }
  return next[status] ?? 'close'
}

const move = fc.record({
  step: fc.oneof({ weight: 3, arbitrary: fc.constant('onward' as const) }, fc.constantFrom(...steps)),
  who: fc.nat(1),
})
const order = fc.array(move, { minLength: 8, maxLength: 24 })

it('whatever order things happen in, a request takes only steps of its life, and an unproved one touches no other', async () => {
  const reached = new Set<Status>()
  await fc.assert(
    fc.asyncProperty(order, async moves => {
      const [one, other, unproved] = await three()
      // The second request killed the link of the first: the person asks for it again, as they would.
      await mendAddress(one.visitor, { ref: one.ref, address: one.address, origin: randomUUID() })
      one.token = (await tokensTo(one.address)).at(-1)!
      for (const { step, who } of moves) {
        const asked = who === 0 ? one : other
        const before = await rowOf(asked.id)
        await take(step === 'onward' ? await onward(asked) : step, asked)
        const after = await rowOf(asked.id)
        reached.add(after.status)
        expect(legal(before.status, after.status), `${before.status} ${step} ${after.status}`).toBe(true)
        expect((await rowOf(unproved.id)).status).toBe('received')
      }
      for (const { status } of await Promise.all([one, other].map(({ id }) => rowOf(id))))
        expect(Object.keys(life)).toContain(status)
    }),
    { numRuns: 20, seed: 20_261_123 },
  )
  expect(reached.size).toBeGreaterThan(7)
  expect(await verifyStored(worker, {})).toMatchObject({ ok: true, value: { ok: true } })
}, 240_000)

it('and so it is when they happen at the same time', async () => {
  await fc.assert(
    fc.asyncProperty(order, async moves => {
      const [one, other, unproved] = await three()
      for (const asked of [one, other]) {
        await mendAddress(asked.visitor, { ref: asked.ref, address: asked.address, origin: randomUUID() })
        asked.token = (await tokensTo(asked.address)).at(-1)!
        await take('prove', asked)
        await take('begin', asked)
        await take('report', asked)
      }
      const before = await rowOf(one.id)
      await Promise.all([
        take('mend', unproved),
        ...moves.map(async ({ step, who }) => {
          const asked = who === 0 ? one : other
          await take(step === 'onward' ? await onward(asked) : step, asked)
        }),
      ])
      expect(before.status).toBe('review')
      expect((await rowOf(unproved.id)).status).toBe('received')
      const live = await portal.peek.query(
        `select 1 from dossier.package where state in ('building', 'ready', 'released') group by request_id having count(*) > 1`,
      )
      expect(live.rows).toEqual([])
    }),
    { numRuns: 8, seed: 20_261_124 },
  )
  expect(await verifyStored(worker, {})).toMatchObject({ ok: true, value: { ok: true } })
}, 240_000)
