import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Pool } from 'pg'
import { commandLine, type StaffRole, worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import { testDatabase } from '#lib/db/test-database.ts'
import type { Address } from '#lib/identity/address.ts'
import { hashAddress } from '#lib/identity/issue-link.ts'
import { sealStaffName } from '#lib/identity/staff-store.ts'
import { staff } from '#lib/identity/table.ts'
import { newId } from '#lib/kernel/ids.ts'
import { openPostOffice } from '#lib/mail/post-office.ts'
import { setOrganisation } from '#lib/organisation/set-organisation.ts'
import { sources } from '#lib/sources/table.ts'
import { giveKeys, sealText } from '#lib/vault/house-keys.ts'

/** A map of one source with two collections, small enough to read here. */
const map = `dataset:
  - fides_key: site
    name: Site
    fides_meta: { x_dossier: { label: Our site } }
    collections:
      - name: contact
        fides_meta: { x_dossier: { label: { en: Your contact, de: Ihr Kontakt }, purpose: To know you, legal_basis: Art. 6(1)(f), source: You, recipients: [], entered: entered_on } }
        fields:
          - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true, data_type: integer } }
          - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email, data_type: string } }
          - { name: note, data_categories: [user.content], fides_meta: { data_type: string, x_dossier: { third_party: maybe } } }
          - { name: entered_on, data_categories: [system.operations], fides_meta: { data_type: date } }
      - name: form
        fides_meta: { x_dossier: { label: Your forms, purpose: To answer, legal_basis: Art. 6(1)(b), source: You, recipients: [] } }
        fields:
          - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true, data_type: integer } }
          - { name: contact_id, data_categories: [user.unique_id], fides_meta: { data_type: integer, references: [{ dataset: site, field: contact.id, direction: from }] } }
`

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** A portal for one test file: database, keys, a vault of its own, the organisation, one of each of the staff, one source. */
export async function openDesk() {
  const database = await testDatabase()
  const vaultRoot = await mkdtemp(join(tmpdir(), 'dossier-vault-'))
  const key = () => randomBytes(32)
  connectHouse(database.appUrl)
  giveKeys({ seal: [key()], hash: key(), vault: [key()], signing: key(), vaultRoot })
  openPostOffice({ origin: 'https://portal.test', smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'privacy@portal.test' })
  const set = await setOrganisation(commandLine, { ...organisation, contact: organisation.contact as string })
  if (!set.ok) throw new Error(`The organisation was refused: ${set.why}`)
  const employed = { officer: await employ('officer'), auditor: await employ('auditor'), admin: await employ('admin') }
  await begin(worker, ({ tx, now }) =>
    tx
      .insert(sources)
      .values({ key: 'site', kind: 'postgres', connectionVariable: 'SITE_FOR_TESTS', map, addedAt: now }),
  )
  /** The database's superuser: looks and meddles past every policy. */
  const peek = new Pool({ connectionString: database.superUrl, max: 2 })
  peek.on('error', () => {})
  const close = async () => {
    await leaveHouse()
    await peek.end()
    await database.drop()
    await rm(vaultRoot, { recursive: true, force: true })
    openPostOffice(undefined)
  }
  return { ...employed, peek, close }
}

const organisation = {
  name: 'Example Ltd',
  address: '1 Example Street, Dublin',
  contact: 'privacy@portal.test',
  country: 'IE',
  region: '',
  zone: 'Europe/Dublin',
  sender: 'privacy@portal.test',
  authorityName: 'Data Protection Commission',
  authorityUrl: 'https://www.dataprotection.ie/',
  locales: ['en' as const, 'de' as const],
}

/** A member of staff who has joined. */
export async function employ<Role extends StaffRole>(
  role: Role,
  name = `The ${role}`,
): Promise<{ kind: Role; id: string }> {
  const id = newId()
  const address = `${role}-${id.slice(0, 8)}@portal.test` as Address
  await begin(commandLine, ({ tx, now }) =>
    tx.insert(staff).values({
      id,
      addressHash: hashAddress(address),
      address: sealText(`staff.address:${id}`, address),
      name: sealStaffName(id, name),
      role,
      state: 'active',
      locale: 'en',
      invitedAt: now,
    }),
  )
  return { kind: role, id }
}
