import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { errand, prepareSiteDatabase } from '#lib/db/roles.ts'
import {
  askAndProve,
  type Copy,
  fileOf,
  officer,
  startPortal,
  untilReviewed,
  untilStatus,
} from '#lib/jobs/portal-for-tests.ts'
import { decideMentions } from '#lib/others/decide-mentions.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { type Example, fourSchemas } from '#lib/sources/schemas/four-schemas.fixture.ts'
import { sources } from '#lib/sources/table.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { preparePackage } from './prepare-package.ts'
import { releasePackage } from './release-package.ts'
import { viewPreview, viewPreviewFile } from './view-preview.ts'

let portal: Awaited<ReturnType<typeof startPortal>>
const made: string[] = []
beforeAll(async () => {
  portal = await startPortal()
  await portal.work()
}, 120_000)
afterAll(async () => {
  for (const name of made)
    await errand(portal.database.superUrl, sql => sql`drop database if exists ${sql(name)} with (force)`)
  await portal?.stop()
})

/** The portal's only source is one of the four; somebody asks, and their request waits for an officer. */
async function askedWhere(name: Example['name']) {
  const { superUrl, siteUrl, siteReaderUrl } = portal.database
  const { sql: script, map } = fourSchemas.find(one => one.name === name)!
  const database = `${new URL(siteUrl).pathname.slice(1)}_${name}`
  await prepareSiteDatabase(superUrl, database)
  made.push(database)
  const within = (url: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href
  await errand(within(siteUrl), sql => sql.unsafe(script))
  process.env.EXAMPLE_URL = within(siteReaderUrl)
  await begin(worker, ({ tx }) => tx.update(sources).set({ connectionVariable: 'EXAMPLE_URL', map }))
  const asked = await askAndProve('ann@example.org')
  await untilStatus(asked.ref, 'review')
  await untilReviewed(asked.id)
  const reason = 'Everybody named here agreed for the sake of this test.'
  await decideMentions(officer, { ref: asked.ref, decision: 'rejected', which: 'all', reason })
  const prepared = await preparePackage(officer, { ref: asked.ref })
  if (!prepared.ok) throw new Error(prepared.why)
  await untilStatus(asked.ref, 'ready')
  return { ...asked, package: prepared.value.id }
}

test('who is known to a system by no address hears that it could not be searched, and neither “nothing held” nor “complete”', async () => {
  const { ref, id, person, package: built } = await askedWhere('staff')
  const seen = await viewPreview(officer, { ref })
  expect(seen).toMatchObject({ value: { package: { complete: false }, sourcesFailed: [], unclassified: [] } })
  expect(seen.ok && seen.value.missing.map(({ collection }) => collection)).toEqual([
    ...['customer', 'employee', 'timesheet', 'invoice'],
  ])
  const desk = await viewRequest(officer, { ref })
  expect(desk.ok && desk.value.missing.map(({ collection }) => collection)).toContain('employee')
  expect(await releasePackage(officer, { ref, package: built })).toMatchObject({ why: 'package-incomplete' })
  expect(await releasePackage(officer, { ref, package: built, incomplete: 'yes' })).toMatchObject({ ok: true })
  const read = async (file: string) => (await fileOf(person, ref, id, file)).toString('utf8')
  const copy: Copy = JSON.parse(await read('dossier.json'))
  expect(copy).toMatchObject({
    complete: false,
    certificate: { collections: 4, searched: 0, missed: 4, complete: false },
  })
  const page = await read('dossier.html')
  expect(page).toContain('not searchable by e-mail address')
  expect(page).not.toContain('We hold nothing about you')
}, 120_000)

test('a view whose rows are counted in the tables that were searched is no gap, and no place of its own', async () => {
  const { ref, id } = await askedWhere('payments')
  expect(await viewPreview(officer, { ref })).toMatchObject({ value: { package: { complete: true }, missing: [] } })
  const file = await viewPreviewFile(officer, { ref, file: 'dossier.json' })
  if (!file.ok) throw new Error(file.why)
  const copy: Copy = JSON.parse((await buffer(houseVault().read(id, file.value.objectId))).toString('utf8'))
  expect(copy).toMatchObject({ complete: true, certificate: { collections: 3, searched: 3, missed: 0 } })
  expect(copy.coverage).toContainEqual(expect.objectContaining({ collection: 'monthly', result: 'unreachable' }))
}, 120_000)

test('what the map says holds nothing about people is none either, although nothing leads there', async () => {
  const { ref } = await askedWhere('blog')
  expect(await viewPreview(officer, { ref })).toMatchObject({ value: { package: { complete: true }, missing: [] } })
}, 120_000)
