import { eq } from 'drizzle-orm'
import { worker } from '#lib/access/actor.ts'
import { followFindings } from '#lib/candidates/follow-for-tests.ts'
import { leaseSearch } from '#lib/collection/lease-search.ts'
import { recordSearch } from '#lib/collection/record-search.ts'
import { begin } from '#lib/db/begin.ts'
import { findOthers } from '#lib/others/find-others.ts'
import { openDesk } from '#lib/requests/desk-for-tests.ts'
import { askForCopy, prove, requestId, startSearch } from '#lib/requests/request-for-tests.ts'
import { requests } from '#lib/requests/table.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { sources } from '#lib/sources/table.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { writeRecords } from '#lib/vault/segment.ts'
import { reviewIdentity } from './review-identity.ts'

const map = `dataset:
  - fides_key: site
    name: Site
    collections:
      - name: contact
        fides_meta: { x_dossier: { label: { en: Your contact, de: Ihr Kontakt }, entered: created_at } }
        fields:
          - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true, data_type: integer } }
          - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email, data_type: string } }
          - { name: name, data_categories: [user.name], fides_meta: { data_type: string } }
          - { name: nickname, data_categories: [user.content], fides_meta: { data_type: string, x_dossier: { label: A word of yours, fact: { kind: text } } } }
          - { name: created_at, data_categories: [system.operations], fides_meta: { data_type: timestamptz } }
      - name: form
        fides_meta: { x_dossier: { label: Your forms, retention: { period: P3Y, anchor: sent_at } } }
        fields:
          - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true, data_type: integer } }
          - { name: contact_id, data_categories: [user.unique_id], fides_meta: { data_type: integer, references: [{ dataset: site, field: contact.id, direction: from }] } }
          - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email, data_type: string } }
          - { name: company, data_categories: [user.workplace], fides_meta: { data_type: string, x_dossier: { label: Company, fact: { kind: text, ask: { en: "Which company did you name in a form?", de: "Welche Firma nannten Sie in einem Formular?" } } } } }
          - { name: bounced, data_categories: [user.behavior], fides_meta: { data_type: string, x_dossier: { signal: bounced } } }
          - { name: sent_at, data_categories: [system.operations], fides_meta: { data_type: timestamptz, x_dossier: { label: First form, fact: { kind: month } } } }
      - name: payment
        fides_meta: { x_dossier: { label: Your payments, retention: { period: P3Y, anchor: paid_at } } }
        fields:
          - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true, data_type: integer } }
          - { name: contact_id, data_categories: [user.unique_id], fides_meta: { data_type: integer, references: [{ dataset: site, field: contact.id, direction: from }] } }
          - { name: iban, data_categories: [user.financial.bank_account], fides_meta: { data_type: string } }
          - { name: purpose, data_categories: [user.financial], fides_meta: { data_type: string, x_dossier: { label: Paid for, fact: { kind: text } } } }
          - { name: paid_at, data_categories: [system.operations], fides_meta: { data_type: timestamptz } }
`

/** A desk whose one source says what tells people apart. */
export async function openIdentityDesk() {
  const desk = await openDesk()
  await begin(worker, ({ tx }) => tx.update(sources).set({ map }).where(eq(sources.key, 'site')))
  return desk
}

export type Rows = { contact?: Row[]; form?: Row[]; payment?: Row[] }
type Row = { [field: string]: string | number | null } & { held?: never }

/** What most people are known by: two facts in two collections, entered long ago on two days. */
export const wellKnown = (email: string): Rows => ({
  contact: [{ id: 1, email, name: 'Ana Example', nickname: 'Kingfisher', created_at: '2025-02-03T10:00:00Z' }],
  form: [
    { id: 7, contact_id: 1, email, company: 'Müller & Söhne', bounced: null, sent_at: '2025-03-04T10:00:00Z' },
    { id: 8, contact_id: 1, email, company: 'Harbour Ltd', bounced: null, sent_at: '2025-06-04T10:00:00Z' },
  ],
})

let asked = 0

/** Somebody asked, proved their address and was searched for; `rows` is what was found for it. */
export async function foundFor(rows: (address: string) => Rows, address = `known-${++asked}@example.org`) {
  const request = await askForCopy(address)
  const person = await prove(request)
  await startSearch(request.ref)
  await reportRows(request.ref, rows(address))
  return { ...request, person, id: await requestId(request.ref) }
}

/** The source answers with these rows, and they are looked at for whose they are. */
export async function reportRows(ref: string, rows: Rows): Promise<void> {
  const id = await requestId(ref)
  const [request] = await begin(worker, ({ tx }) => tx.select().from(requests).where(eq(requests.id, id)))
  const { attempt } = request!
  const lease = (await leaseSearch({ requestId: id, attempt, source: 'site' }))!
  const names = ['contact', 'form', 'payment'] as const
  const segments = []
  for (const collection of names) {
    const found = rows[collection]
    if (!found?.length) continue
    const objectId = `s${attempt}-site-${collection}`
    segments.push({
      ...{ objectId, dataset: 'site', collection },
      ...(await writeRecords(houseVault(), id, objectId, each(found.map(recordOf)))),
    })
  }
  const recorded = await recordSearch(worker, {
    ...{ requestId: id, attempt, source: 'site', run: lease.run },
    snapshot: { at: '2026-03-01T10:00:00Z', lsn: '0/1', fingerprint: null },
    collections: names.map(collection => {
      const count = rows[collection]?.length ?? 0
      return { dataset: 'site', collection, count, result: count > 0 ? 'found' : 'empty', reason: null }
    }),
    segments,
    unclassified: [],
    decoys: { tried: 40, crossed: [] },
    reason: null,
  })
  if (!recorded.ok) throw new Error(`The report was refused: ${recorded.why}`)
  await reviewIdentity({ requestId: id, attempt })
  await findOthers({ requestId: id, attempt })
  await followFindings(id)
}

const recordOf = (values: Row): FoundRecord => ({
  key: [String(values.id)],
  path: ['email', 'site.contact.email'],
  thirdParty: 'no',
  values,
})

async function* each<T>(records: T[]) {
  yield* records
}
