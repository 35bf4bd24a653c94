import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { searchAgain } from '#lib/collection/search-again.ts'
import { begin } from '#lib/db/begin.ts'
import { errand, prepareSiteDatabase } from '#lib/db/roles.ts'
import { people } from '#lib/demo/people.ts'
import {
  askAndProve,
  type Copy,
  fileOf,
  officer,
  startPortal,
  untilReviewed,
  untilStatus,
} from '#lib/jobs/portal-for-tests.ts'
import { newId } from '#lib/kernel/ids.ts'
import { decideMentions } from '#lib/others/decide-mentions.ts'
import { readByRef } from '#lib/requests/store.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { setSource } from '#lib/sources/set-source.ts'
import { preparePackage } from './prepare-package.ts'
import { releasePackage } from './release-package.ts'
import { viewPreview } from './view-preview.ts'

const admin: Actor = { kind: 'admin', id: newId() }
const raffle = (...more: string[]) => `dataset:
  - fides_key: raffle
    fides_meta: { x_dossier: { schema: site, label: Raffle } }
    collections:${['ticket', ...more]
      .map(
        name => `
      - name: ${name}
        fides_meta: { x_dossier: { label: Tickets of the ${name} } }
        fields:
          - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email, primary_key: true } }`,
      )
      .join('')}
`

let portal: Awaited<ReturnType<typeof startPortal>>
let name: string
beforeAll(async () => {
  portal = await startPortal()
  await portal.work()
  const { superUrl, siteUrl, siteReaderUrl } = portal.database
  name = `${new URL(siteUrl).pathname.slice(1)}_raffle`
  await prepareSiteDatabase(superUrl, name)
  const within = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href
  await errand(within(siteUrl), async sql => {
    await sql`create table site.ticket (email text primary key)`
    await sql`insert into site.ticket values (${people.layla.email})`
  })
  process.env.RAFFLE_URL = within(siteReaderUrl)
}, 120_000)
afterAll(async () => {
  if (name) await errand(portal.database.superUrl, sql => sql`drop database if exists ${sql(name)} with (force)`)
  await portal?.stop()
})

const connect = async (...more: string[]) => {
  const set = await setSource(admin, { key: 'raffle', connectionVariable: 'RAFFLE_URL', map: raffle(...more) })
  expect(set).toMatchObject({ ok: true })
}
const searched = async () => {
  const asked = await askAndProve(people.layla.email)
  await untilStatus(asked.ref, 'review')
  await untilReviewed(asked.id)
  const reason = 'Everybody named here agreed for the sake of this test.'
  await decideMentions(officer, { ref: asked.ref, decision: 'rejected', which: 'all', reason })
  return asked
}
const prepared = async (ref: string): Promise<string> => {
  const asked = await preparePackage(officer, { ref })
  if (!asked.ok) throw new Error(asked.why)
  await untilStatus(ref, 'ready')
  return asked.value.id
}
const ofRaffle = <Row extends { dataset: string }>(rows: Row[]) => rows.filter(({ dataset }) => dataset === 'raffle')

test('who reads a copy prepared before a source was connected is not told that everything was searched: it does not leave', async () => {
  const { ref } = await searched()
  const package_ = await prepared(ref)
  expect(await viewPreview(officer, { ref })).toMatchObject({ value: { package: { complete: true }, unsearched: [] } })
  await connect()
  expect(await viewRequest(officer, { ref })).toMatchObject({ value: { unsearched: [{ source: 'raffle' }] } })
  expect(await viewPreview(officer, { ref })).toMatchObject({ value: { unsearched: [{ collection: 'ticket' }] } })
  expect(await releasePackage(officer, { ref, package: package_, incomplete: 'yes' })).toMatchObject({
    ...{ ok: false, why: 'sources-unsearched', detail: { sources: 'raffle' } },
  })
  expect(await searchAgain(officer, { ref })).toMatchObject({ ok: true })
  await untilStatus(ref, 'review')
  await untilReviewed(await idOf(ref))
  await decideMentions(officer, {
    ref,
    decision: 'rejected',
    which: 'all',
    reason: 'They all agreed to it, in this test.',
  })
  const found = await viewRequest(officer, { ref })
  expect(found).toMatchObject({ value: { unsearched: [] } })
  expect(ofRaffle(found.ok ? found.value.coverages : [])).toMatchObject([{ result: 'found', count: 1 }])
  expect(await releasePackage(officer, { ref, package: await prepared(ref) })).toMatchObject({ ok: true })
}, 120_000)

test('a copy prepared when a map had grown since the search names what nobody searched, in every form, and is not complete', async () => {
  const { ref, id, person } = await searched()
  await connect('prize')
  const package_ = await prepared(ref)
  expect(await releasePackage(officer, { ref, package: package_ })).toMatchObject({ why: 'package-incomplete' })
  expect(await releasePackage(officer, { ref, package: package_, incomplete: 'yes' })).toMatchObject({ ok: true })
  const read = async (file: string) => (await fileOf(person, ref, id, file)).toString('utf8')
  const copy: Copy = JSON.parse(await read('dossier.json'))
  expect(copy).toMatchObject({ complete: false, certificate: { complete: false, missed: 1 } })
  expect(ofRaffle(copy.coverage)).toMatchObject([
    { collection: 'ticket', result: 'found' },
    { collection: 'prize', result: 'unreachable', reason: 'connected-since: raffle' },
  ])
  expect(await read('dossier.html')).toContain('raffle was connected, or its data map changed, only after this search')
  // What leaves is what it is: a source connected afterwards is none of its gaps.
  await connect('prize', 'winner')
  expect(await viewRequest(officer, { ref })).toMatchObject({ value: { unsearched: [] } })
}, 120_000)

const idOf = (ref: string) => begin(worker, async ({ tx }) => (await readByRef(tx, ref))!.id)
