import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errand } from '#lib/db/roles.ts'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { fieldAt } from '../data-map.ts'
import { usualLimits } from '../limits.ts'
import { openSources } from '../open-sources.ts'
import { readMap } from '../read-map.ts'
import { recordsOf } from '../records-of.ts'
import { formsOfTelephone } from '../telephone.ts'
import { exactMatch } from './match.ts'
import { onSite } from './site-fixture.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())

/** The rows of `site.TABLE` in whose field, described as in a map, one of `keys` is found. */
const found = async (table: string, field: string, path: string, keys: string[]) => {
  const text = `
fides_key: site
collections:
- name: ${table}
  fields: [{name: id, fides_meta: {primary_key: true}}, ${field}]
`
  const { map, problems } = readMap([{ file: 'map.yml', text }])
  expect(problems).toEqual([])
  const opened = await openSources(map, { site: { url: database.siteReaderUrl } }, usualLimits)
  try {
    const collection = map.datasets[0]!.collections[0]!
    const arrival = {
      fields: [fieldAt(collection, path)!],
      keys: keys.map(key => [key]),
      path: [],
      third: 'no' as const,
    }
    const rows: { id: unknown; held: unknown }[] = []
    for await (const some of opened.readers.get('site')!.read(collection, [arrival]))
      for (const { values } of recordsOf(some)) rows.push({ id: values.id, held: values[path.split('.')[0]!] })
    return rows
  } finally {
    await opened.close()
  }
}

const ids = async (...asked: Parameters<typeof found>) => (await found(...asked)).map(({ id }) => id)
const documents = readFileSync(new URL('../../../docs/data-map.md', import.meta.url), 'utf8')
const phone = '{name: phone, fides_meta: {identity: phone, x_dossier: {locator: shared}}}'
const sought = '+353 1 234 5678'

describe('a telephone number in a column', () => {
  test.each([
    'text',
    'varchar(40)',
    'char(40)',
    'citext',
    'site.number',
    'text collate site.loose',
    'text collate "tr-x-icu"',
  ])('of the type %s is found however it is written, and no other number is', async type => {
    await onSite(
      database,
      `create extension if not exists citext;
         drop table if exists site.person; drop domain if exists site.number; drop collation if exists site.loose;
         create domain site.number as varchar(40);
         create collation site.loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
         create table site.person (id int primary key, phone ${type});
         insert into site.person values (1, '+353 1 234 5678'), (2, '(01) 234–5678'), (3, '0035312345678'), (4, '353 (0)1/2345678'),
           (5, '+353 1 234 5679'), (6, '+353 1 234 56780'), (7, '+353 1 234 5678 x1'), (8, '01 234 5678, 01 234 5679'), (9, '234 5678'),
           (10, '٠١٢٣٤٥٦٧٨'), (11, '０１２３４５６７８'), (12, 'EXT 12'), (13, 'ext 12'), (14, '12 345'), (15, ''), (16, null)`,
    )
    expect(await ids('person', phone, 'phone', [sought])).toEqual([1, 2, 3, 4])
    expect(await ids('person', phone, 'phone', ['01 234 5678', 'ext 12'])).toEqual([2, 13])
    expect(await ids('person', phone, 'phone', ['12345', '', '%', '_______________'])).toEqual([15])
    const exact = phone.replace('shared', 'shared, match: exact')
    expect(await ids('person', exact, 'phone', [sought, '01 234 5678'])).toEqual([1])
  })

  test.each(['bigint', 'numeric(20)', 'numeric(20,2)'])(
    'of the type %s, which keeps no 0 in front, is found by its number with the country',
    async type => {
      await onSite(
        database,
        `drop table if exists site.person; create table site.person (id int primary key, phone ${type});
         insert into site.person values (1, 35312345678), (2, 12345678), (3, 353123456780), (4, null)`,
      )
      expect(await ids('person', phone, 'phone', [sought])).toEqual([1])
      expect(await ids('person', phone, 'phone', ['(01) 234 5678', 'ext. 12345678'])).toEqual([])
      expect(await ids('person', phone, 'phone', ['12 34 56 78'])).toEqual([2])
    },
  )

  test('of a list is found by its element, and the others, which are other people’s, are not shown', async () => {
    await onSite(
      database,
      `create table site.listed (id int primary key, phone text[]);
       insert into site.listed values (1, '{087 123 4567,(01) 234 5678}'), (2, '{01 234 5679,087 123 4567}')`,
    )
    const list = phone.replace('{identity', "{data_type: 'string[]', identity")
    expect(await found('listed', list, 'phone', [sought])).toEqual([{ id: 1, held: ['(01) 234 5678'] }])
  })

  test('of documents is found at its place, as a text and as a number', async () => {
    await onSite(
      database,
      `create table site.document (id int primary key, more jsonb);
       insert into site.document values (1, '{"phones": ["087 123 4567", "01-2345678"]}'), (2, '{"phones": 35312345678}'),
         (3, '{"phones": ["+353 1 234 5679"]}'), (4, '{"other": "+353 1 234 5678"}'), (5, '{"phones": ["01", "2345678"]}')`,
    )
    const nested = `{name: more, fields: [${phone.replace('phone', 'phones')}]}`
    expect(await ids('document', nested, 'more.phones', [sought])).toEqual([1, 2])
  })

  test('is found through an index on its digits, which is the one that the documents name', async () => {
    const client = new pg.Client({ connectionString: database.siteUrl })
    await client.connect()
    try {
      for (const type of ['text', 'varchar(40)']) {
        const [, expression] = /^create index on person \((.*)\);$/m.exec(documents)!
        await client.query(`drop table if exists site.line; create table site.line (id int primary key, phone ${type});
          insert into site.line select n, '+353 1 ' || n from generate_series(1000000, 1020000) n;
          create index line_by_number on site.line (${expression}); analyze site.line`)
        const condition = exactMatch('t.phone', '$1', 'telephone', true)
        const plan = await client.query(`explain select * from site.line t where ${condition}`, [['35311010101']])
        expect(JSON.stringify(plan.rows)).toContain('line_by_number')
      }
    } finally {
      await client.end()
    }
  })

  test.each(['LATIN1', 'SQL_ASCII', 'EUC_JP'])(
    'is found in a database of %s, which has no place for some of the marks between digits',
    async encoding => {
      const name = `other_${encoding.toLowerCase()}_${process.pid}`
      const connectionString = database.superUrl.replace(/[^/]+$/, name)
      const run = (sql: string) => errand(database.superUrl, client => client.unsafe(sql))
      await run(`create database ${name} encoding '${encoding}' locale 'C' template template0`)
      const client = new pg.Client({ connectionString })
      try {
        await client.connect()
        await client.query(`create table line (id int, phone text);
          insert into line values (1, '(01) 234-5678'), (2, '01 234 5679'), (3, '01 234 5678 x'), (4, '+353 1 2345678')`)
        const condition = exactMatch('phone', '$1', 'telephone', true)
        const { rows } = await client.query(`select id from line where ${condition} order by id`, [
          formsOfTelephone(sought),
        ])
        expect(rows).toEqual([{ id: 1 }, { id: 4 }])
      } finally {
        await client.end()
        await run(`drop database ${name} with (force)`)
      }
    },
  )
})
