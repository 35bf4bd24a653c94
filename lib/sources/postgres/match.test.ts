import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { areSmall, exactMatch } from './match.ts'

describe('an address is compared regardless of case', () => {
  let database: TestDatabase
  let client: pg.Client
  beforeAll(async () => {
    database = await testDatabase()
    client = new pg.Client({ connectionString: database.siteUrl })
    await client.connect()
  })
  afterAll(async () => {
    await client?.end()
    await database?.drop()
  })

  const ascii = Array.from({ length: 127 }, (_, index) => String.fromCharCode(index + 1))
  const pairs = ascii.flatMap(one => ascii.map(other => one + other))

  test('and is taken as it is only where no language of a source has other small letters for it', async () => {
    const small = pairs.filter(pair => areSmall([pair]))
    expect(small).toHaveLength(101 * 101)
    const { rows } = await client.query(
      `select quote_ident(collname) as name from pg_collation where collprovider = 'i' and collname ~ '^(tr|az|lt|de|el|und)-x-icu$'`,
    )
    expect(rows).toHaveLength(6)
    for (const name of ['"C"', '"default"', ...rows.map(row => row.name)]) {
      const changed = await client.query(`select x from unnest($1::text[]) x where lower(x collate ${name}) <> x`, [
        small,
      ])
      expect([name, changed.rows]).toEqual([name, []])
    }
  })

  test('which capitals and other letters are not', () => {
    expect(areSmall(['irma@example.org', "o'brien+1@example.org"])).toBe(true)
    for (const text of ['IRMA@example.org', 'irma@exämple.org', 'ırma@example.org'])
      expect(areSmall([text])).toBe(false)
  })

  test('finds the rows either way, and nobody else', async () => {
    await client.query(`create table site.person (email text);
      insert into site.person values ('Irma@Example.org'), ('irma@example.org'), ('xirma@example.org'), ('irma@example.orgx'), ('ırma@example.org'), (null)`)
    for (const asked of ['irma@example.org', 'IRMA@EXAMPLE.ORG']) {
      const condition = exactMatch('t.email', '$1', 'ignore-case', areSmall([asked]))
      const { rows } = await client.query(
        `select email from site.person t where ${condition} order by email collate "C"`,
        [[asked]],
      )
      expect(rows.map(row => row.email)).toEqual(['Irma@Example.org', 'irma@example.org'])
    }
  })

  test("through the index, where nearly all rows are one other person's: the server knows who is asked for", async () => {
    await client.query(`create table site.visit (id int primary key, email text);
      insert into site.visit select n, case when n <= 10 then 'few@example.org' else 'many@example.org' end from generate_series(1, 30000) n;
      create index visit_by_email on site.visit (lower(email)); analyze site.visit`)
    const condition = exactMatch('t.email', '$1', 'ignore-case', true)
    const explain = `explain select * from site.visit t where ${condition} order by id`
    const plan = await client.query(explain, [['few@example.org']])
    expect(JSON.stringify(plan.rows)).toContain('visit_by_email')
  })
})
