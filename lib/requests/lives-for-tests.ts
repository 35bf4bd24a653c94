import { randomUUID } from 'node:crypto'
import { desc, eq } from 'drizzle-orm'
import { type Actor, commandLine, worker } from '#lib/access/actor.ts'
import { reviewIdentity } from '#lib/assurance/review-identity.ts'
import { followFindings } from '#lib/candidates/follow-for-tests.ts'
import { beginCollection } from '#lib/collection/begin-collection.ts'
import { leaseSearch } from '#lib/collection/lease-search.ts'
import { recordSearch } from '#lib/collection/record-search.ts'
import { begin } from '#lib/db/begin.ts'
import { proveAddress } from '#lib/identity/prove-address.ts'
import type { Result } from '#lib/kernel/result.ts'
import { openContent } from '#lib/mail/content.ts'
import { mails } from '#lib/mail/table.ts'
import { setOrganisation } from '#lib/organisation/set-organisation.ts'
import { findOthers } from '#lib/others/find-others.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { recordPackage } from '#lib/packages/record-package.ts'
import { packages } from '#lib/packages/table.ts'
import { sources } from '#lib/sources/table.ts'
import { submitRequest } from './submit-request.ts'
import { requests } from './table.ts'

export const officer: Actor = { kind: 'officer', id: randomUUID() }
export const longReason = 'Two archives on tape must be read first.'

/** The value of a verb that must succeed. */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result)}`)
  return result.value
}

/** An organisation in Dublin with one source: what every request needs to be taken. */
export async function openHouse(): Promise<void> {
  const seat = { country: 'IE', region: '', zone: 'Europe/Dublin', locales: ['en', 'de'] as ('en' | 'de')[] }
  const authority = { authorityName: 'Data Protection Commission', authorityUrl: 'https://authority.example.org/' }
  const mailboxes = { contact: 'privacy@example.org', sender: 'privacy@example.org' }
  done(
    await setOrganisation(commandLine, {
      name: 'Example Ltd',
      address: '1 Example Street',
      ...mailboxes,
      ...seat,
      ...authority,
    }),
  )
  await begin(worker, ({ tx, now }) =>
    tx
      .insert(sources)
      .values({ key: 'site', kind: 'postgres', connectionVariable: 'SITE_URL', map: 'dataset: []', addedAt: now }),
  )
}

/** Asks as a browser nobody knows. */
export async function ask(address = 'ana.example@example.org', country: 'IE' | 'GB' | 'US-CA' = 'IE') {
  const visitor: Actor = { kind: 'visitor', id: randomUUID() }
  const asked = { address, country, relation: 'customer' as const, message: '', locale: 'en', origin: randomUUID() }
  const { ref } = done(await submitRequest(visitor, asked))
  const [row] = await begin(worker, ({ tx }) => tx.select().from(requests).where(eq(requests.ref, ref)))
  return { ref, id: row!.id, visitor }
}

/** Opens the newest mail about a request and presses its button. */
export async function prove({ id, visitor }: { id: string; visitor: Actor }): Promise<void> {
  const [mail] = await begin(worker, ({ tx }) =>
    tx.select().from(mails).where(eq(mails.requestId, id)).orderBy(desc(mails.queuedAt)).limit(1),
  )
  const token = /\/verify\/([\w-]{43})/.exec(openContent(mail!.id, mail!.content).text)![1]!
  done(await proveAddress(visitor, { token, origin: randomUUID() }))
}

/** Every source answers: one collection with two records, one empty. */
export async function search({ id }: { id: string }): Promise<void> {
  await beginCollection({ requestId: id })
  const [row] = await begin(worker, ({ tx }) => tx.select().from(requests).where(eq(requests.id, id)))
  await report({ id, attempt: row!.attempt })
}

export async function report({ id, attempt }: { id: string; attempt: number }): Promise<void> {
  const lease = (await leaseSearch({ requestId: id, attempt, source: 'site' }))!
  const found = { dataset: 'site', result: 'found' as const, count: 2, reason: null }
  done(
    await recordSearch(worker, {
      requestId: id,
      attempt,
      source: 'site',
      run: lease.run,
      snapshot: { at: '2026-11-23T09:00:00Z', lsn: '0/1', fingerprint: 'aa' },
      collections: [
        { ...found, collection: 'contacts' },
        { ...found, collection: 'mailings', result: 'empty', count: 0 },
      ],
      segments: [],
      unclassified: [],
      decoys: { tried: 5, crossed: [] },
      reason: null,
    }),
  )
  await reviewIdentity({ requestId: id, attempt })
  await findOthers({ requestId: id, attempt })
  await followFindings(id)
}

/** The package is built, `held` of its records stay back by the map; gives its id. */
export async function pack({ ref }: { ref: string }, { records, held } = { records: 2, held: 0 }): Promise<string> {
  const { id } = done(await preparePackage(officer, { ref }))
  const [row] = await begin(worker, ({ tx }) => tx.select().from(packages).where(eq(packages.id, id)))
  const file = {
    name: 'dossier.json',
    objectId: randomUUID(),
    mediaType: 'application/json',
    bytes: 9,
    sha256: 'ab'.repeat(32),
  }
  done(await recordPackage(worker, { packageId: id, run: row!.run, complete: true, records, held, files: [file] }))
  return id
}

/** From the first question to the package that waits for its release. */
export async function readyRequest(address?: string) {
  const request = await ask(address)
  await prove(request)
  await search(request)
  return { ...request, package: await pack(request) }
}
