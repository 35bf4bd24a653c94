import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, commandLine, worker } from '#lib/access/actor.ts'
import { viewRecord } from '#lib/audit/view-record.ts'
import { begin } from '#lib/db/begin.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import { type Dump, dumpDatabase, restoreDatabase } from '#lib/db/dump-for-tests.ts'
import { errand } from '#lib/db/roles.ts'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { people } from '#lib/demo/people.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { requests } from '#lib/requests/table.ts'
import { viewOwnRequest } from '#lib/requests/view-own-request.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'
import { checkInvariants } from './check-invariants.ts'
import { handlers } from './handlers.ts'
import {
  askAndProve,
  copyFor,
  fileOf,
  officer,
  release,
  startPortal,
  untilReviewed,
  untilStatus,
} from './portal-for-tests.ts'
import { runWorker } from './worker.ts'

const mark = `zq${randomBytes(5).toString('hex')}`
const planted = Array.from({ length: 200 }, (_, n) => `${mark}n${n}x${randomBytes(6).toString('hex')}`)

/** How the beginning that all two hundred share could stand in bytes: as it is, hex, UTF-16 both ways, base64 wherever in three bytes it begins. */
const formsOf = (text: string): string[] => {
  const bytes = Buffer.from(text, 'utf8')
  const wide = Buffer.from(text, 'utf16le')
  const base64 = [0, 1, 2].map(before => {
    const coded = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '')
    // The first and the last signs are shared with what stands before and behind.
    return coded.slice(before === 0 ? 0 : before + 1, -2)
  })
  return [
    ...[text, bytes.toString('hex'), bytes.toString('hex').toUpperCase()],
    ...[wide.toString('latin1'), Buffer.from(wide).swap16().toString('latin1')],
    ...base64.flatMap(form => [form, form.replaceAll('+', '-').replaceAll('/', '_')]),
  ]
}
const auditor: Actor = { kind: 'auditor', id: newId() }
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

/** What officer, auditor and person read of each request, but for the time it is and the checkpoint that seals their looks. */
async function everyPage(persons: Map<string, Actor>) {
  const refs = (await begin(worker, ({ tx }) => tx.select({ ref: requests.ref }).from(requests))).map(({ ref }) => ref)
  const pages = refs.sort().map(async ref => {
    const person = persons.get(ref)!
    const own = person.kind === 'person' ? await viewOwnRequest(person, ref) : null
    return [await viewRequest(officer, { ref }), await viewRecord(auditor, { ref }), own]
  })
  const read = await Promise.all(pages)
  return JSON.parse(
    JSON.stringify(read, (name, value) => (['now', 'printedAt', 'today', 'checkpoint'].includes(name) ? null : value)),
  )
}

test('a dump, a copy of the vault and the keys give the portal back; without the keys they reveal nothing', async () => {
  await plantOnSite()
  const working = await work(portal.database.appUrl)
  const released = await copyFor(address)
  const waiting = await askAndProve()
  await untilStatus(waiting.ref, 'review')
  await untilReviewed(waiting.id)
  const refused = await askAndProve(people.cormac.email)
  await untilStatus(refused.ref, 'review')
  // A job that is still at work would write into the history between the pages and the dump.
  await untilReviewed(refused.id)
  expect(
    await refuseRequest(officer, { ref: refused.ref, ground: 'exempt', reason: `${planted[0]} is why.` }),
  ).toMatchObject({
    ok: true,
  })
  const persons = new Map([released, waiting, refused].map(({ ref, person }): [string, Actor] => [ref, person]))
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
  const lost = await textOf(dump, vaultCopy)
  expect([mark, 'nora.planted'].flatMap(formsOf).filter(form => lost.includes(form))).toEqual([])

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
