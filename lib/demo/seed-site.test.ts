import { createHash } from 'node:crypto'
import postgres, { type Sql } from 'postgres'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { findMissingTables } from './find-missing-tables.ts'
import { generateSite } from './generate-site.ts'
import { formerly, nearMisses, people, resembles } from './people.ts'
import { siteTables } from './rows.ts'
import { SiteNotEmpty, seedSite } from './seed-site.ts'

const names = ['site', 'again', 'other', 'small'] as const
const databases = new Map<string, TestDatabase>()
const url = (name: (typeof names)[number]) => databases.get(name)!.siteUrl
let sql: Sql
let planted: Awaited<ReturnType<typeof seedSite>>

/** Every row of every table as text in the order of its key, hashed. */
const fingerprint = async (database: (typeof names)[number]): Promise<string> => {
  const there = postgres(url(database), { max: 1 })
  const hash = createHash('sha256')
  for (const table of siteTables) {
    const rows = await there.unsafe(`select t::text as line from site.${table} t order by t::text collate "C"`)
    for (const { line } of rows) hash.update(`${table} ${line}\n`)
  }
  await there.end()
  return hash.digest('hex')
}

const countBy = async (table: string, column: string, email: string) => {
  const [row] =
    await sql`select count(*)::int as n from ${sql(`site.${table}`)} where lower(${sql(column)}) = ${email.toLowerCase()}`
  return row!.n as number
}

beforeAll(async () => {
  for (const name of names) databases.set(name, await testDatabase())
  planted = await seedSite(url('site'), { people: 500 })
  sql = postgres(url('site'), { max: 2, onnotice: () => {} })
})

afterAll(async () => {
  await sql?.end()
  for (const database of databases.values()) await database.drop()
})

describe('planting the demo organisation', () => {
  it('gives about five thousand rows on five hundred people, as many as it says', async () => {
    const live = await Promise.all(
      siteTables.map(async table => [table, (await sql`select count(*)::int as n from ${sql(`site.${table}`)}`)[0]!.n]),
    )
    expect(Object.fromEntries(live)).toEqual(planted.rows)
    const total = Object.values(planted.rows).reduce((sum, n) => sum + n, 0)
    expect(total).toBeGreaterThan(4500)
    expect(total).toBeLessThan(5700)
    const [named] = await sql`
      select count(distinct who)::int as n from (
        select lower(email) as who from site.contact
        union all select lower(email) from site.form_request where lower(email) <> ${formerly.email}
        union all select address from site.suppression
        union all select 'named ' || id from site.address_book_entry where email is null) everybody`
    expect(named!.n).toBe(500)
  })

  it('gives byte for byte the same rows for the same seed, and others for another', async () => {
    await seedSite(url('again'), { people: 500, replace: true })
    await seedSite(url('other'), { seed: 7, people: 500 })
    const first = await fingerprint('site')
    expect(await fingerprint('again')).toBe(first)
    expect(await fingerprint('other')).not.toBe(first)
  })

  it('refuses a site that holds rows, changes nothing, and replaces it only when asked', async () => {
    const before = await fingerprint('site')
    await expect(seedSite(url('site'), { seed: 7 })).rejects.toThrow(SiteNotEmpty)
    expect(await fingerprint('site')).toBe(before)
    await seedSite(url('small'), { people: 60 })
    await seedSite(url('small'), { people: 500, replace: true })
    expect(await fingerprint('small')).toBe(before)
  })

  it('leaves nothing behind when it fails halfway', async () => {
    await expect(
      seedSite(url('other'), {
        replace: true,
        onProgress: (_done, _total, table) => {
          if (table === 'mailing') throw new Error('the disk is full')
        },
      }),
    ).rejects.toThrow('the disk is full')
    const again = postgres(url('other'), { max: 1 })
    const [row] = await again`select count(*)::int as n from site.disclosure`
    await again.end()
    expect(row!.n).toBeGreaterThan(0)
  })

  it('says how far it is, to the last row', async () => {
    const said: [number, number][] = []
    await seedSite(url('small'), {
      replace: true,
      people: 60,
      onProgress: (done, total) => said.push([done, total]),
    })
    expect(said.length).toBeGreaterThanOrEqual(siteTables.length)
    expect(said.at(-1)![0]).toBe(said.at(-1)![1])
    expect(said.map(([done]) => done)).toEqual(said.map(([done]) => done).sort((a, b) => a - b))
  })

  it('continues the numbers after the last planted row', async () => {
    const number = await sql.begin(async tx => {
      const [row] = await tx`
        insert into site.address_book_entry (company_id, named_by, full_name, entered_at) values (1, 1, 'A Newcomer', '2026-11-16') returning id`
      await tx`delete from site.address_book_entry where id = ${row!.id}`
      return row!.id
    })
    expect(number).toBe(planted.rows.address_book_entry + 1)
  })
})

describe('the reader of the site', () => {
  let reader: Sql
  beforeAll(() => {
    reader = postgres(databases.get('site')!.siteReaderUrl, { max: 1 })
  })
  afterAll(() => reader.end())

  it('reads every table', async () => {
    for (const table of siteTables) {
      const [row] = await reader`select count(*)::int as n from ${reader(`site.${table}`)}`
      expect(row!.n).toBe(planted.rows[table])
    }
  })

  it.each([
    'delete from site.contact',
    "insert into site.suppression values ('x@example.org', 'complaint', now())",
    'truncate site.partner',
    'create table site.mine ()',
    'update site.contact set city = null',
  ])('may not %s, even in a transaction that may write', async statement => {
    await expect(reader.begin('read write', tx => tx.unsafe(statement))).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the people in the site', () => {
  it('finds nothing under the address of the one with nothing, in any column of any table', async () => {
    for (const table of siteTables) {
      const [row] = await sql`
        select count(*)::int as n from ${sql(`site.${table}`)} t where t::text ilike '%tiernanach%' or t::text like '%Tiernanach%'`
      expect(row!.n, table).toBe(0)
    }
    expect(people.oisin.email).toContain('tiernanach')
  })

  it('holds exactly one row on Ingrid and on Benedikt, and more than 120 on Declan', async () => {
    const mentionsOf = async (words: string) => {
      const counts = await Promise.all(
        siteTables.map(
          table =>
            sql`select count(*)::int as n from ${sql(`site.${table}`)} t where position(${words} in lower(t::text)) > 0`,
        ),
      )
      return counts.reduce((sum, [row]) => sum + row!.n, 0)
    }
    expect(await mentionsOf('solvangsen')).toBe(1)
    expect(await mentionsOf('rauschenbach')).toBe(1)
    expect(await countBy('form_request', 'email', people.declan.email)).toBe(70)
    expect((await countBy('mailing_recipient', 'address', people.declan.email)) + 70).toBeGreaterThan(120)
  })

  it('knows Tadhg from an address book alone, without an address', async () => {
    const rows = await sql`select email from site.address_book_entry where full_name = ${people.tadhg.fullName}`
    expect(rows.map(row => row.email)).toEqual([null])
    for (const [table, column] of [
      ['contact', 'email'],
      ['form_request', 'email'],
      ['suppression', 'address'],
    ] as const)
      expect(await countBy(table, column, people.tadhg.email)).toBe(0)
  })

  it('gives each near miss rows of its own, which a careless search would mix with the other’s', async () => {
    for (const [name, miss] of Object.entries(nearMisses) as [
      keyof typeof nearMisses,
      (typeof nearMisses)[keyof typeof nearMisses],
    ][]) {
      expect(await countBy('form_request', 'email', miss.email), miss.email).toBeGreaterThan(0)
      expect(miss.email.toLowerCase()).not.toBe(people[resembles[name]].email.toLowerCase())
    }
    const [underscore] =
      await sql`select count(distinct lower(email))::int as n from site.contact where email like ${people.weiUnderscore.email}`
    const [percent] =
      await sql`select count(distinct lower(email))::int as n from site.contact where email like ${people.ivoPercent.email}`
    expect([underscore!.n, percent!.n]).toEqual([2, 2])
  })

  it('spells Nora’s address in more than one way, and all of them are hers', async () => {
    const rows = await sql`select distinct email from site.form_request where lower(email) = ${people.nora.email}`
    expect(rows.length).toBeGreaterThan(1)
    const [strangers] = await sql`
      select count(*)::int as n from site.form_request f join site.contact c on c.id = f.contact_id where lower(c.email) <> lower(f.email) and lower(f.email) <> ${formerly.email}`
    expect(strangers!.n).toBe(0)
  })

  it('gives back every text exactly as it was made up', async () => {
    const made = generateSite({ people: 500 }).rows.form_request
    const rows = await sql`select id::int as id, full_name, message from site.form_request order by id`
    expect(rows.map(({ id, full_name, message }) => ({ id, full_name, message }))).toEqual(
      made.map(({ id, full_name, message }) => ({ id, full_name, message })),
    )
  })

  it('writes to nobody after they said no', async () => {
    const [row] = await sql`
      select count(*)::int as n from site.mailing_recipient r join site.mailing m on m.id = r.mailing_id
      left join site.preference p on p.contact_id = r.contact_id and p.topic = m.topic and not p.allowed
      left join site.suppression s on s.address = lower(r.address)
      where r.sent_at >= least(p.changed_at, s.since)`
    expect(row!.n).toBe(0)
  })

  it('holds nothing younger than the day the demo is set on', async () => {
    for (const [table, column] of [
      ['form_request', 'submitted_at'],
      ['mailing_recipient', 'clicked_at'],
      ['preference', 'changed_at'],
      ['disclosure', 'disclosed_at'],
      ['contact', 'last_contact_at'],
    ] as const) {
      const [row] = await sql`select max(${sql(column)}) <= '2026-11-16T09:00:00Z' as past from ${sql(`site.${table}`)}`
      expect(row!.past, table).toBe(true)
    }
  })
})

it('an older planting is told by what it lacks of this version’s map, and a whole one lacks nothing', async () => {
  expect(await findMissingTables(url('small'))).toEqual([])
  const there = postgres(url('small'), { max: 1 })
  await there`alter table site.contact rename column interest_score to score`
  await there`drop table site.disclosure`
  await there.end()
  expect(await findMissingTables(url('small'))).toEqual(['contact.interest_score', 'disclosure'])
})
