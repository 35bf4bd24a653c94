import { buffer } from 'node:stream/consumers'
import type { Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { errand } from '#lib/db/roles.ts'
import { nearMisses, people } from '#lib/demo/people.ts'
import { disagreements } from '#lib/packages/parity.fixture.ts'
import { openArchive } from '#lib/packages/read-archive.ts'
import { viewPreview } from '#lib/packages/view-preview.ts'
import { copyFor, fileOf, officer, startPortal } from './portal-for-tests.ts'

/**
 * What SQL says is somebody's, written by hand and apart from the data map: `$1` is the address. The order is that of the copy.
 */
const oracle: { [collection: string]: string } = {
  contact: 'select * from site.contact t where lower(email) = $1',
  company: 'select * from site.company t where id in (select company_id from site.contact where lower(email) = $1)',
  form_request: `select * from site.form_request t where lower(email) = $1
    or contact_id in (select id from site.contact where lower(email) = $1)`,
  mailing_recipient:
    'select * from site.mailing_recipient t where contact_id in (select id from site.contact where lower(email) = $1)',
  mailing: `select * from site.mailing t where id in (select mailing_id from site.mailing_recipient r
    join site.contact c on c.id = r.contact_id where lower(c.email) = $1)`,
  preference:
    'select * from site.preference t where contact_id in (select id from site.contact where lower(email) = $1)',
  disclosure:
    'select * from site.disclosure t where contact_id in (select id from site.contact where lower(email) = $1)',
  partner: `select * from site.partner t where id in (select partner_id from site.disclosure d
    join site.contact c on c.id = d.contact_id where lower(c.email) = $1)`,
  suppression: 'select * from site.suppression t where address = $1',
}

/** 64-bit numbers are text in the copy: JSON's own would lose digits. */
const bigints: { [collection: string]: string } = { form_request: `|| jsonb_build_object('id', o.id::text)` }

const rowsOf = async (sql: Sql, collection: string, address: string): Promise<string[]> => {
  const query = `select (to_jsonb(o) ${bigints[collection] ?? ''})::text as row from (${oracle[collection]}) o`
  const rows = await sql.unsafe(query, [address])
  return rows.map(({ row }) => stable(JSON.parse(row))).sort()
}

/** JSON with its keys in order and every instant in one spelling. */
const stable = (value: object): string => {
  const spelled = Object.entries(value).map(([key, one]): [string, unknown] => [
    key,
    typeof one === 'string' && /^\d{4}-\d\d-\d\dT/.test(one) ? new Date(one).toISOString() : one,
  ])
  return JSON.stringify(Object.fromEntries(spelled.sort(([a], [b]) => (a < b ? -1 : 1))))
}

type Asked = Awaited<ReturnType<typeof copyFor>>

/** The four forms as the person downloads them. */
const formsOf = async ({ person, ref, id }: Asked) => {
  const [json, pdf, html, zip] = await Promise.all(
    ['dossier.json', 'dossier.pdf', 'dossier.html', 'dossier-csv.zip'].map(name => fileOf(person, ref, id, name)),
  )
  const archive = await openArchive(zip!)
  const tables = new Map<string, Buffer>()
  for (const name of archive.names) tables.set(name, await buffer(await archive.read(name)))
  return { json: json!.toString('utf8'), pdf: pdf!, html: html!.toString('utf8'), tables }
}

describe('the copy', () => {
  let portal: Awaited<ReturnType<typeof startPortal>>
  beforeAll(async () => {
    portal = await startPortal()
    await portal.work()
  })
  afterAll(() => portal.stop())

  it.each([
    ['an Arabic name', people.layla.email],
    ['an address that seven others nearly have', people.nora.email],
    ['the one of them with a plus-tag', nearMisses.plusTag.email],
    ['an underscore, which is no wildcard', people.weiUnderscore.email],
    ['a row nowhere', people.oisin.email],
    ['a Cyrillic name', people.oksana.email],
    ['a Hebrew name', people.noam.email],
    ['a name in Devanagari', people.asha.email],
    ['a Chinese name', people.xiaoming.email],
    ['more than 120 forms and mailings', people.declan.email],
  ])('of somebody with %s holds exactly the rows SQL finds, in every form', async (_why, address) => {
    const asked = await copyFor(address)
    const { copy } = asked
    await errand(portal.database.siteReaderUrl, async sql => {
      for (const collection of Object.keys(oracle)) {
        const group = copy.groups.find(one => one.collection === collection)
        const held = (group?.records ?? []).map(({ values }) => stable(values)).sort()
        expect(held, collection).toEqual(await rowsOf(sql, collection, address))
      }
    })
    expect(copy.complete).toBe(true)
    // Ten of the map, three of the portal itself.
    expect(copy.coverage.length).toBe(13)
    expect(disagreements(await formsOf(asked))).toEqual([])
  })

  it('names to whom it was given, earlier requests, letters, and the days on which staff looked', async () => {
    const { email } = people.declan
    const before = await copyFor(email)
    expect((await viewPreview(officer, { ref: before.ref })).ok).toBe(true)
    const { copy, ref } = await copyFor(email)
    const told = await errand(portal.database.siteReaderUrl, sql =>
      sql.unsafe(
        `select partner_name from site.disclosure d join site.contact c on c.id = d.contact_id
         where lower(c.email) = $1 order by d.disclosed_at`,
        [email],
      ),
    )
    expect(told.length).toBeGreaterThan(0)
    expect(copy.received.disclosures.map(({ recipient }) => recipient).sort()).toEqual(
      told.map(row => row.partner_name as string).sort(),
    )
    const own = (collection: string) =>
      copy.groups.find(one => one.dataset === 'portal:own' && one.collection === collection)?.records ?? []
    expect(own('request').map(({ values }) => values.reference)).toContain(before.ref)
    expect(own('request').map(({ values }) => values.reference)).not.toContain(ref)
    expect(own('letter').map(({ values }) => values.request)).toContain(before.ref)
    expect(own('look').reduce((sum, { values }) => sum + Number(values.times), 0)).toBe(1)
    expect(JSON.stringify(copy)).not.toContain(officer.id)
    expect(copy.certificate).toMatchObject({ collections: 10, searched: 10, missed: 0, complete: true })
  })
})
