import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandLine } from '#lib/access/actor.ts'
import { errand } from '#lib/db/roles.ts'
import { people } from '#lib/demo/people.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'
import { askAndProve, fileOf, release, requestOf, startPortal } from './portal-for-tests.ts'
import { rotateKeys } from './rotate-keys.ts'
import { sealedColumns } from './sealed-columns-store.ts'

/** Bytes that are hashes or public, and so not sealed. */
const unsealed = [
  'calendar_feed.token_hash',
  'candidate_segment.plaintext_hash',
  'challenge.token_hash',
  'alert.address_hash',
  'alert.token_hash',
  'former_address.address_hash',
  'suppression.address_hash',
  'history_checkpoint.root',
  'history_node.hash',
  'hold.record_hash',
  'known_identifier.hash',
  'known_identifier.owner',
  'link_token.address_hash',
  'link_token.token_hash',
  'mention.digest',
  'mention.owner',
  'mention.record_hash',
  'owner_file.sha256',
  'owner_link.token_hash',
  'package_file.sha256',
  'passkey.public_key',
  'person.address_hash',
  'request.address_hash',
  'segment.plaintext_hash',
  'session.token_hash',
  'staff.address_hash',
  'withholding.record_hash',
]

describe('the keys', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>
  beforeAll(async () => {
    portal = await startPortal()
    await portal.work()
  })
  afterAll(() => portal.stop())

  it('seal every column of bytes that is not a hash', async () => {
    const columns = await errand(
      portal.database.superUrl,
      sql => sql<{ name: string }[]>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'dossier' and data_type = 'bytea'`,
    )
    const sealed = sealedColumns.map(({ table, column }) => `${table}.${column}`)
    expect(columns.map(({ name }) => name).sort()).toEqual([...sealed, ...unsealed].sort())
  })

  it('are rotated: afterwards the new ones alone open everything, and the copy is what it was', async () => {
    const { ref, id, person } = await askAndProve(people.ingrid.email)
    await release(ref, id)
    const before = await fileOf(person, ref, id, 'dossier.json')
    const fresh = { seal: randomBytes(32), vault: randomBytes(32) }
    giveKeys({ ...portal.keys, seal: [fresh.seal, ...portal.keys.seal], vault: [fresh.vault, ...portal.keys.vault] })
    const first = await rotateKeys(commandLine)
    expect(first.columns).toBeGreaterThan(3)
    expect(first.vault).toBe(1)
    expect(await rotateKeys(commandLine)).toEqual({ columns: 0, vault: 0 })
    giveKeys({ ...portal.keys, seal: [fresh.seal], vault: [fresh.vault] })
    expect(openIntake(await requestOf(ref)).address).toBe(people.ingrid.email)
    expect(await fileOf(person, ref, id, 'dossier.json')).toEqual(before)
  })
})
