import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine } from '#lib/access/actor.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import { type Dump, dumpDatabase, restoreDatabase } from '#lib/db/dump-for-tests.ts'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'
import { checkInvariants } from './check-invariants.ts'
import { everyPage, formsOf, liveThrough, mark, planted, revealedBy, work } from './planted-portal-for-tests.ts'
import { fileOf, release, startPortal } from './portal-for-tests.ts'

let portal: Awaited<ReturnType<typeof startPortal>>
let fresh: TestDatabase
let vaultCopy: string
beforeAll(async () => {
  portal = await startPortal()
  vaultCopy = await mkdtemp(join(tmpdir(), 'dossier-restored-'))
})
afterAll(async () => {
  await portal?.stop()
  await fresh?.drop()
  await rm(vaultCopy, { recursive: true, force: true })
})

const textOf = async (dump: Dump, directory: string): Promise<string> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => readFile(join(entry.parentPath, entry.name)))
  return Buffer.concat([Buffer.from(JSON.stringify(dump)), ...(await Promise.all(files))]).toString('latin1')
}

test('a value would be found in whatever form it stood', () => {
  const hidden = Buffer.from(`before ${mark} behind`, 'utf8')
  const found = (text: string) => formsOf(mark).some(form => text.includes(form))
  for (const before of ['', 'a', 'ab'])
    expect(found(Buffer.concat([Buffer.from(before), hidden]).toString('base64'))).toBe(true)
  expect([found(hidden.toString('hex')), found(Buffer.from(hidden.toString(), 'utf16le').toString('latin1'))]).toEqual([
    ...[true, true],
  ])
  expect(found(hidden.toString('latin1').replaceAll(mark, ''))).toBe(false)
})

test('a dump, a copy of the vault and the keys give the portal back; without the keys they reveal nothing', async () => {
  const { working, released, waiting, persons } = await liveThrough(portal)
  const before = await fileOf(released.person, released.ref, released.id, 'dossier.json')
  // Or the search below would find nothing because there was nothing.
  expect(planted.filter(value => !before.includes(value))).toEqual([])
  await sealHistory()
  const pages = await everyPage(persons)
  const { rows } = await portal.peek.query('select note from dossier.history_checkpoint order by size desc limit 1')

  const dump = await dumpDatabase(portal.database.superUrl)
  await cp(portal.vaultRoot, vaultCopy, { recursive: true })
  await working.stop()
  await leaveHouse()
  expect(revealedBy(await textOf(dump, vaultCopy))).toEqual([])

  fresh = await testDatabase()
  await restoreDatabase(fresh.superUrl, dump)
  connectHouse(fresh.appUrl)
  giveKeys({ ...portal.keys, vaultRoot: vaultCopy })
  expect(await everyPage(persons)).toEqual(pages)
  giveKeys({ ...portal.keys, seal: [randomBytes(32)], vault: [randomBytes(32)], vaultRoot: vaultCopy })
  await expect(fileOf(released.person, released.ref, released.id, 'dossier.json')).rejects.toThrow(/unknown-key/)

  giveKeys({ ...portal.keys, vaultRoot: vaultCopy })
  expect(await checkInvariants(commandLine)).toEqual([])
  const verified = await verifyStored(commandLine, { kept: [rows[0].note] })
  expect(verified).toMatchObject({ ok: true, value: { ok: true } })
  expect((await fileOf(released.person, released.ref, released.id, 'dossier.json')).equals(before)).toBe(true)

  // Life goes on where it stood: what waited for the officer is built and released from the restored vault.
  const again = await work(fresh.appUrl)
  await release(waiting.ref, waiting.id)
  expect((await fileOf(waiting.person, waiting.ref, waiting.id, 'dossier.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
  await again.stop()
  expect(await checkInvariants(commandLine)).toEqual([])
}, 120_000)
