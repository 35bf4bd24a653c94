import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandLine } from '#lib/access/actor.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import { type Dump, dumpDatabase, restoreDatabase } from '#lib/db/dump-for-tests.ts'
import { errand } from '#lib/db/roles.ts'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'
import { checkInvariants } from './check-invariants.ts'
import { handlers } from './handlers.ts'
import { askAndProve, copyFor, fileOf, release, startPortal, untilStatus } from './portal-for-tests.ts'
import { runWorker } from './worker.ts'

const planted = Array.from({ length: 200 }, (_, n) => `planted${n}x${randomBytes(6).toString('hex')}`)
const address = 'nora.planted@quillhaven.test'

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

/** Fifty messages of one person, four values in each that occur nowhere else. */
const plantOnSite = () =>
  errand(portal.database.siteUrl, async sql => {
    const [contact] =
      await sql`insert into site.contact (full_name, email, country, language, created_at, last_contact_at)
      values ('Nora Planted', ${address}, 'IE', 'en', now() - interval '90 days', now() - interval '90 days') returning id`
    for (let n = 0; n < planted.length; n += 4) {
      const [name, job, street, words] = planted.slice(n, n + 4) as [string, string, string, string]
      await sql`insert into site.form_request (contact_id, form, form_version, notice_version, notice_language, full_name,
          job_title, email, company_address, message, wants_news, page, submitted_at)
        select ${contact!.id}, f.form, f.version, v.version, v.language, ${name}, ${job}, ${address}, ${street}, ${words}, true, '/', now() - interval '80 days'
        from site.form_version f, site.notice_version v limit 1`
    }
  })

const { 'send-mail': _unsent, ...unmailed } = handlers
const work = (databaseUrl: string) => runWorker({ databaseUrl, handlers: unmailed, concurrency: 2 })

const textOf = async (dump: Dump, directory: string): Promise<string> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const files = entries.filter(entry => entry.isFile()).map(entry => readFile(join(entry.parentPath, entry.name)))
  return Buffer.concat([Buffer.from(JSON.stringify(dump)), ...(await Promise.all(files))]).toString('latin1')
}

test('a dump, a copy of the vault and the keys give the portal back; without the keys they reveal nothing', async () => {
  await plantOnSite()
  const working = await work(portal.database.appUrl)
  const released = await copyFor(address)
  const waiting = await askAndProve()
  await untilStatus(waiting.ref, 'review')
  const before = await fileOf(released.person, released.ref, released.id, 'dossier.json')
  // Or the search below would find nothing because there was nothing.
  expect(planted.filter(value => !before.includes(value))).toEqual([])
  await sealHistory()
  const { rows } = await portal.peek.query('select note from dossier.history_checkpoint order by size desc limit 1')

  const dump = await dumpDatabase(portal.database.superUrl)
  await cp(portal.vaultRoot, vaultCopy, { recursive: true })
  await working.stop()
  await leaveHouse()
  const lost = await textOf(dump, vaultCopy)
  expect(planted.filter(value => lost.includes(value))).toEqual([])
  expect(lost).not.toContain('nora.planted')

  fresh = await testDatabase()
  await restoreDatabase(fresh.superUrl, dump)
  connectHouse(fresh.appUrl)
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
})
