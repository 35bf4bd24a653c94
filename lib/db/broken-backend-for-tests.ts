import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { beginCollection } from '#lib/collection/begin-collection.ts'
import { leaseSearch } from '#lib/collection/lease-search.ts'
import { recordSearch } from '#lib/collection/record-search.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { aVisitor, tokensTo } from '#lib/identity/links-for-tests.ts'
import { proveAddress } from '#lib/identity/prove-address.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { recordPackage } from '#lib/packages/record-package.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { assignRequest } from '#lib/requests/assign-request.ts'
import { changeRegime } from '#lib/requests/change-regime.ts'
import { closeRequest } from '#lib/requests/close-request.ts'
import { extendDeadline } from '#lib/requests/extend-deadline.ts'
import {
  ask,
  done,
  longReason,
  officer,
  openHouse,
  pack,
  prove,
  readyRequest,
  search,
} from '#lib/requests/lives-for-tests.ts'
import { mendAddress } from '#lib/requests/mend-address.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { submitRequest } from '#lib/requests/submit-request.ts'
import { withdrawRequest } from '#lib/requests/withdraw-request.ts'
import { withholdValue } from '#lib/requests/withhold-value.ts'
import { breakBackend, digestTables } from './break-backend-for-tests.ts'
import { renewHouse } from './client.ts'
import { trapDriverFaults } from './trap-driver-faults.ts'

type Portal = Awaited<ReturnType<typeof startTestPortal>>
type Verb = () => Promise<{ ok: boolean; why?: string }>

const address = () => `${randomUUID()}@example.org`
const reviewed = async () => {
  const one = await ask(address())
  await prove(one)
  await search(one)
  return one
}

/** Every verb with a request in the state it needs; `portal` looks past every policy. */
const verbs: { [name: string]: (portal: Portal) => Promise<Verb> } = {
  'asking for a copy': async () => {
    const asked = {
      address: address(),
      country: 'GB',
      relation: 'customer',
      message: 'All of it.',
      locale: 'de',
    } as const
    return () => submitRequest(aVisitor(), { ...asked, origin: randomUUID() })
  },
  'mending an address': async () => {
    const { ref, visitor } = await ask(address())
    return () => mendAddress(visitor, { ref, address: address(), origin: randomUUID() })
  },
  'proving an address': async () => {
    const to = address()
    await ask(to)
    const [token] = await tokensTo(to)
    return () => proveAddress(aVisitor(), { token: token!, origin: randomUUID() })
  },
  'beginning a search': async () => {
    const one = await ask(address())
    await prove(one)
    return () => beginCollection({ requestId: one.id }) as ReturnType<Verb>
  },
  'recording a search': async () => {
    const one = await ask(address())
    await prove(one)
    await beginCollection({ requestId: one.id })
    const lease = (await leaseSearch({ requestId: one.id, attempt: 1, source: 'site' }))!
    const found = { dataset: 'site', collection: 'contacts', result: 'found', count: 2, reason: null } as const
    const named = { dataset: 'site', collection: 'contacts', records: 2, ndjsonSha256: 'ab'.repeat(32), sealedBytes: 9 }
    return () =>
      recordSearch(worker, {
        ...{ requestId: one.id, attempt: 1, source: 'site', run: lease.run, reason: null, unclassified: [] },
        snapshot: { at: '2026-11-23T09:00:00Z', lsn: '0/1', fingerprint: 'aa' },
        collections: [found],
        segments: [{ ...named, objectId: `s1-site-${one.id.slice(0, 8)}` }],
        decoys: { tried: 5, crossed: [] },
      })
  },
  'withholding a value': async () => {
    const { ref } = await readyRequest(address())
    const held = { dataset: 'site', collection: 'contacts', key: '["7"]', field: 'note' }
    return () => withholdValue(officer, { ref, ...held, ground: 'rights-of-others', reason: longReason })
  },
  'preparing a package': async () => {
    const { ref } = await reviewed()
    return () => preparePackage(officer, { ref })
  },
  'recording a package': async portal => {
    const { ref } = await reviewed()
    const { id } = done(await preparePackage(officer, { ref }))
    const { run } = (await portal.peek.query('select run from dossier.package where id = $1', [id])).rows[0]
    const file = { name: 'dossier.json', objectId: randomUUID(), mediaType: 'application/json', bytes: 9, sha256: 'ab' }
    return () => recordPackage(worker, { packageId: id, run, complete: true, records: 2, files: [file] })
  },
  'releasing a package': async () => {
    const { ref, package: id } = await readyRequest(address())
    return () => releasePackage(officer, { ref, package: id })
  },
  'extending a deadline': async () => {
    const { ref } = await reviewed()
    return () => extendDeadline(officer, { ref, ground: 'complexity', reason: longReason })
  },
  'changing the law that applies': async () => {
    const { ref } = await reviewed()
    return () => changeRegime(officer, { ref, rules: ['uk_gdpr.access', 'eu_gdpr.access'], reason: longReason })
  },
  'giving a request to an officer': async portal => {
    const { ref } = await reviewed()
    const id = randomUUID()
    await portal.peek.query(
      `begin; select set_config('dossier.tx', 'test', true); insert into dossier.staff values
       ('${id}', '\\x${id.replaceAll('-', '')}', '', '', 'officer', 'active', 'en', now()); commit`,
    )
    return () => assignRequest(officer, { ref, to: id })
  },
  'refusing a request': async () => {
    const one = await reviewed()
    await pack(one)
    return () => refuseRequest(officer, { ref: one.ref, ground: 'excessive', reason: longReason })
  },
  'withdrawing a request': async portal => {
    const { ref, id } = await readyRequest(address())
    const { rows } = await portal.peek.query('select person_id from dossier.request where id = $1', [id])
    const person: Actor = { kind: 'person', id: rows[0].person_id, provedAt: '2026-11-23T09:00:00Z' }
    return () => withdrawRequest(person, { ref })
  },
  'closing a request': async () => {
    const { ref, package: id } = await readyRequest(address())
    done(await releasePackage(officer, { ref, package: id }))
    return () => closeRequest(officer, { ref, outcome: 'fulfilled-full' })
  },
}

/**
 * The test of every verb: its backend dies at each place in turn that `choose` picks. Either nothing at all has changed, or the commit
 * had been heard and everything has; the process lives, and the verb then does its work.
 */
export function proveUnbroken(choose: (name: string, places: number) => number[], notices: readonly number[]): void {
  let portal: Portal
  const exit = vi.fn()
  const release = trapDriverFaults({ info: () => {}, warn: () => {}, error: () => {} }, exit)
  beforeAll(async () => {
    portal = await startTestPortal('smtp://127.0.0.1:9')
    await openHouse()
  })
  afterAll(async () => {
    release()
    await portal.stop()
  })

  it.each(Object.entries(verbs))(
    '%s leaves no row without its event and no event without its row',
    async (name, make) => {
      const counting = breakBackend(portal.peek, 0)
      const trial = await make(portal)
      const setup = counting.seen.count
      expect((await trial()).ok).toBe(true)
      const places = counting.seen.count - setup
      counting.mend()
      expect(places).toBeGreaterThan(5)
      for (const notice of notices) {
        let verb = await make(portal)
        for (const place of choose(name, places)) {
          await forgetCounts()
          const before = await digestTables(portal.peek)
          const { seen, mend } = breakBackend(portal.peek, place, notice)
          const outcome = await verb().catch(fault => fault)
          mend()
          expect(seen.broken, `place ${place} of ${places}`).toBe(true)
          // The driver rejects at once, and the verb's next statement may still be on its way to a connection that is gone; the
          // fault in the driver's timer comes a moment later, too.
          await sleep(25)
          renewHouse()
          const changed = await digestTables(portal.peek)
          if (outcome instanceof Error) {
            if (place < places) expect(changed, `place ${place} of ${places}`).toEqual(before)
          } else expect(outcome.ok).toBe(true)
          if (JSON.stringify(changed) !== JSON.stringify(before)) {
            await agree()
            verb = await make(portal)
          }
        }
        expect((await verb()).ok).toBe(true)
      }
      await agree()
      expect(exit).not.toHaveBeenCalled()
    },
  )

  /** Counters count broken attempts, too, and would refuse the sixth mail to one mailbox. */
  const forgetCounts = () =>
    portal.peek.query(`begin; select set_config('dossier.tx', 'test', true); delete from dossier.rate_counter; commit`)

  const agree = async () => expect(await verifyStored(worker, {})).toMatchObject({ ok: true, value: { ok: true } })
}
