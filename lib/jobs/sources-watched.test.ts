import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { errand } from '#lib/db/roles.ts'
import { people } from '#lib/demo/people.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { newId } from '#lib/kernel/ids.ts'
import { askCheck } from '#lib/sources/ask-check.ts'
import { checkSource } from '#lib/sources/check-source.ts'
import { checkStale } from '#lib/sources/check-stale.ts'
import { tryAddress } from '#lib/sources/try-address.ts'
import { viewMapProblems } from '#lib/sources/view-map.ts'
import { viewSource } from '#lib/sources/view-sources.ts'
import { viewTrials } from '#lib/sources/view-trials.ts'
import { askAndProve, officer, startPortal, untilStatus } from './portal-for-tests.ts'

const staff = (kind: 'admin' | 'auditor'): Actor => ({ kind, id: newId() })
const admin = staff('admin')
let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  portal = await startPortal()
  await portal.work()
})
afterAll(() => portal.stop())

const onSite = (statement: string) => errand(portal.database.siteUrl, sql => sql.unsafe(statement))
const health = async () => {
  const found = await viewSource(officer, 'site')
  if (!found.ok) throw new Error(found.why)
  return found.value
}
const searchFor = async (address: string) => {
  const { ref } = await askAndProve(address)
  await untilStatus(ref, 'review')
}

describe('a source', () => {
  test('is compared with its map by every search: a new column raises the alarm within one run, and ends with the column', async () => {
    await searchFor(people.layla.email)
    const before = await health()
    expect(before.drift).toMatchObject({ unclassified: [], missing: [], fresh: [] })
    expect(before.drift!.described).toBe(before.drift!.tables)
    expect(before.drift!.columns).toBeGreaterThan(50)
    await onSite('alter table site.contact add column shoe_size integer')
    await searchFor(people.ingrid.email)
    expect((await health()).drift).toMatchObject({
      unclassified: ['site.contact.shoe_size'],
      fresh: ['site.contact.shoe_size'],
      described: before.drift!.tables - 1,
    })
    await checkSource({ source: 'site' })
    expect((await health()).drift).toMatchObject({ unclassified: ['site.contact.shoe_size'], fresh: [] })
    await onSite('alter table site.contact drop column shoe_size')
    await checkSource({ source: 'site' })
    expect((await health()).drift).toMatchObject({ unclassified: [], missing: [] })
    const told = await begin(worker, ({ tx }) => readStream(tx, 'source:site'))
    expect(told.map(({ event }) => event)).toMatchObject([{ unclassified: 1 }, { unclassified: 0, failed: null }])
  })

  test('is tested by the worker when somebody asks, and says in words what failed', async () => {
    expect(await askCheck(staff('auditor'), { key: 'site' })).toMatchObject({ why: 'not-allowed' })
    expect(await askCheck(officer, { key: 'nowhere' })).toMatchObject({ why: 'not-found' })
    const right = process.env.SITE_URL
    process.env.SITE_URL = 'postgres://site_reader:wrong@127.0.0.1:1/site'
    try {
      expect(await askCheck(admin, { key: 'site' })).toMatchObject({ ok: true })
      await expect.poll(async () => (await health()).checking, { timeout: 20_000 }).toBe(false)
      expect(await health()).toMatchObject({ check: { reason: 'source-unavailable' }, drift: { unclassified: [] } })
    } finally {
      process.env.SITE_URL = right
    }
  })

  test('that was compared is compared again after a day, although nobody asks for their data', async () => {
    const before = (await health()).check!.at
    await checkStale()
    await portal.peek.query(`begin; select set_config('dossier.tx', 'test', true);
      update dossier.source_check set at = at - interval '25 hours'; commit`)
    await checkStale()
    await expect.poll(async () => (await health()).check?.reason, { timeout: 20_000 }).toBeNull()
    expect((await health()).check!.at.epochMilliseconds).toBeGreaterThan(before.epochMilliseconds - 25 * 3_600_000)
  })

  test('has its map’s problems said by line before anything is saved, to an admin alone', async () => {
    const { rows } = await portal.peek.query(`select map from dossier.source where key = 'site'`)
    const wrong = String(rows[0].map).replace('fides_key: site', 'fides_kee: site')
    const found = await viewMapProblems(admin, { key: 'site', map: wrong })
    expect(found.ok && found.value[0]).toMatchObject({ file: 'site.yml', line: expect.any(Number) })
    expect(await viewMapProblems(officer, { key: 'site', map: wrong })).toMatchObject({ why: 'not-allowed' })
  })
})

/** Every row of the portal that a dry run might leave behind: all tables but the history, the counters and the trial itself. */
async function everythingKept(): Promise<{ [table: string]: string }> {
  const { rows: tables } = await portal.peek.query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'dossier'
     and tablename not like 'history%' and tablename not in ('rate_counter', 'heartbeat', 'source_trial') order by 1`,
  )
  const kept: { [table: string]: string } = {}
  for (const { name } of tables)
    kept[name] = (
      await portal.peek.query(
        `select md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as digest from dossier.${name} t`,
      )
    ).rows[0].digest
  return kept
}

describe('a dry run for one address', () => {
  const purpose = 'Checking the new map with our own test customer.'

  test('tells how much lies where and the way there; it mails nobody, stores nothing and counts nowhere', async () => {
    const before = await everythingKept()
    const tried = await tryAddress(officer, { address: people.layla.email.toUpperCase(), purpose })
    if (!tried.ok) throw new Error(tried.why)
    const { rows } = await errand(portal.database.siteUrl, async sql => ({
      rows: await sql`select count(*)::int as n from site.form_request t where lower(email) = ${people.layla.email}
        or contact_id in (select id from site.contact where lower(email) = ${people.layla.email})`,
    }))
    const forms = tried.value.collections.find(({ collection }) => collection === 'form_request')!
    expect(forms).toMatchObject({ result: 'found', count: rows[0]!.n })
    expect(forms.stops[0]!.text).toBe('email')
    expect(forms.stops.at(-1)!.text).toMatch(/^site\.form_request\./)
    expect(forms.facts?.purpose).toBeTruthy()
    expect(await everythingKept()).toEqual(before)
    const history = await portal.peek.query(`select string_agg(data::text, ' ') as all from dossier.history_event`)
    expect(history.rows[0].all.toLowerCase()).not.toContain(people.layla.email)
  })

  test('is recorded with its purpose before anything is looked at, and is for officers alone', async () => {
    const told = await begin(worker, ({ tx }) => readStream(tx, `trials:${officer.id}`))
    expect(told.map(({ event }) => event)).toEqual([
      {
        type: 'address-tried',
        trial: expect.any(String),
        sources: 1,
        purpose: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ])
    expect(await viewTrials(officer, {})).toMatchObject({ value: [{ purpose }] })
    const sealed = await portal.peek.query('select to_jsonb(t)::text as row from dossier.source_trial t')
    expect(sealed.rows[0].row).not.toContain('test customer')
    expect(await tryAddress(officer, { address: 'nobody', purpose: 'short' })).toMatchObject({
      fields: { address: expect.anything(), purpose: ['trial.purpose-missing'] },
    })
    for (const actor of [admin, staff('auditor')])
      expect(await tryAddress(actor, { address: people.layla.email, purpose })).toMatchObject({ why: 'not-allowed' })
  })
})
