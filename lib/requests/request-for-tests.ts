import { and, desc, eq } from 'drizzle-orm'
import { type Actor, worker } from '#lib/access/actor.ts'
import { reviewIdentity } from '#lib/assurance/review-identity.ts'
import { followFindings } from '#lib/candidates/follow-for-tests.ts'
import { beginCollection } from '#lib/collection/begin-collection.ts'
import { leaseSearch } from '#lib/collection/lease-search.ts'
import { recordSearch, type SearchReport } from '#lib/collection/record-search.ts'
import { begin } from '#lib/db/begin.ts'
import type { Address } from '#lib/identity/address.ts'
import { hashAddress } from '#lib/identity/issue-link.ts'
import { proveAddress } from '#lib/identity/prove-address.ts'
import { persons } from '#lib/identity/table.ts'
import { newId } from '#lib/kernel/ids.ts'
import { openContent } from '#lib/mail/content.ts'
import { mails } from '#lib/mail/table.ts'
import { findOthers } from '#lib/others/find-others.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { recordPackage } from '#lib/packages/record-package.ts'
import { packages } from '#lib/packages/table.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { writeRecords } from '#lib/vault/segment.ts'
import { openIntake } from './intake.ts'
import { submitRequest } from './submit-request.ts'
import { requests } from './table.ts'

type Asked = { ref: string; address: string; visitor: Extract<Actor, { kind: 'visitor' }> }

let asked = 0

/** Somebody asks; nothing is proved yet. Each from an address and a network of their own, unless told otherwise. */
export async function askForCopy(
  address = `person-${++asked}@example.org`,
  country: 'IE' | 'GB' | 'US-CA' = 'IE',
): Promise<Asked> {
  const visitor = { kind: 'visitor' as const, id: newId() }
  const raw = {
    address,
    country,
    relation: 'customer' as const,
    message: 'The form at the fair.',
    locale: 'en',
    origin: newId(),
  }
  const submitted = await submitRequest(visitor, raw)
  if (!submitted.ok) throw new Error(`The request was refused: ${submitted.why}`)
  return { ref: submitted.value.ref, address, visitor }
}

/** The person presses the button behind the link in their mail. */
export async function prove({ ref, address, visitor }: Asked): Promise<Extract<Actor, { kind: 'person' }>> {
  const token = await begin(worker, async ({ tx }) => {
    const [mail] = await tx
      .select({ id: mails.id, content: mails.content })
      .from(mails)
      .innerJoin(requests, eq(requests.id, mails.requestId))
      .where(and(eq(requests.ref, ref), eq(mails.letter, 'prove-request')))
      .orderBy(desc(mails.queuedAt))
      .limit(1)
    return /\/verify\/([\w-]+)/.exec(openContent(mail!.id, mail!.content).text)![1]!
  })
  const proved = await proveAddress(visitor, { token, origin: newId() })
  if (!proved.ok) throw new Error(`The proof was refused: ${proved.why}`)
  return begin(worker, async ({ tx, now }) => {
    const [person] = await tx
      .select({ id: persons.id })
      .from(persons)
      .where(eq(persons.addressHash, hashAddress(address as Address)))
    return { kind: 'person', id: person!.id, provedAt: now.toString() }
  })
}

export const requestId = (ref: string): Promise<string> =>
  begin(
    worker,
    async ({ tx }) => (await tx.select({ id: requests.id }).from(requests).where(eq(requests.ref, ref)))[0]!.id,
  )

/** The search of a proved request begins. */
export const startSearch = async (ref: string): Promise<void> => {
  await beginCollection({ requestId: await requestId(ref) })
}

type Findings = Partial<Pick<SearchReport, 'unclassified' | 'decoys'>> & { failed?: string; records?: FoundRecord[] }

const contact = (id: string, email: string): FoundRecord => ({
  key: [id],
  path: ['email', 'site.contact.email'],
  thirdParty: 'no',
  values: { id: Number(id), email, note: 'Asked about prices.', entered_on: '2025-03-04' },
})

/** The source answers: contacts are sealed into the vault, forms are empty or, when told so, failed. */
export async function finishSearch(ref: string, { failed, records: given, ...more }: Findings = {}): Promise<void> {
  const id = await requestId(ref)
  const [request] = await begin(worker, ({ tx }) => tx.select().from(requests).where(eq(requests.id, id)))
  const { attempt } = request!
  const { address } = openIntake(request!)
  const records = given ?? [contact('1', address), contact('2', address)]
  const lease = await leaseSearch({ requestId: id, attempt, source: 'site' })
  if (!lease) throw new Error('There is nothing to search.')
  const objectId = `s${attempt}-site-contact`
  const written = records.length > 0 ? await writeRecords(houseVault(), id, objectId, each(records)) : undefined
  const found = { dataset: 'site', collection: 'contact', count: records.length, reason: null }
  const form = { dataset: 'site', collection: 'form', count: 0 }
  const recorded = await recordSearch(worker, {
    requestId: id,
    attempt,
    source: 'site',
    run: lease.run,
    snapshot: { at: '2026-03-01T10:00:00Z', lsn: '0/1', fingerprint: null },
    collections: [
      { ...found, result: written ? 'found' : 'empty' },
      failed ? { ...form, result: 'failed', reason: failed } : { ...form, result: 'empty', reason: null },
    ],
    segments: written ? [{ objectId, dataset: 'site', collection: 'contact', ...written }] : [],
    unclassified: [],
    decoys: { tried: 40, crossed: [] },
    reason: null,
    ...more,
  })
  if (!recorded.ok) throw new Error(`The report was refused: ${recorded.why}`)
  await reviewIdentity({ requestId: id, attempt })
  await findOthers({ requestId: id, attempt })
  await followFindings(id)
}

async function* each<T>(records: T[]) {
  yield* records
}

/** A request whose findings wait for an officer. */
export async function requestInReview(
  findings?: Findings,
): Promise<Asked & { person: Extract<Actor, { kind: 'person' }> }> {
  const request = await askForCopy()
  const person = await prove(request)
  await startSearch(request.ref)
  await finishSearch(request.ref, findings)
  return { ...request, person }
}

/** The officer asks for the package and a worker says it is built: one small file lies in the vault. Gives the package's id. */
export async function buildPackageOf(ref: string, officer: Actor, complete = true): Promise<string> {
  const prepared = await preparePackage(officer, { ref })
  if (!prepared.ok) throw new Error(`The package was refused: ${prepared.why}`)
  const [row] = await begin(worker, ({ tx }) => tx.select().from(packages).where(eq(packages.id, prepared.value.id)))
  const objectId = `p-${row!.id}`
  const file = await houseVault().write(row!.requestId, objectId, each([Buffer.from('{"made":"for a test"}')]))
  const recorded = await recordPackage(worker, {
    packageId: row!.id,
    run: row!.run,
    complete,
    records: 2,
    files: [
      {
        name: 'dossier.json',
        objectId,
        mediaType: 'application/json',
        bytes: file.bytes,
        sha256: file.plaintextSha256,
      },
    ],
  })
  if (!recorded.ok) throw new Error(`The package was not recorded: ${recorded.why}`)
  return row!.id
}
