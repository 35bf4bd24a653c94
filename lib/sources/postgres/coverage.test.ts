import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { checkSources } from '../check-sources.ts'
import { readMap } from '../read-map.ts'
import { searchMap } from './search-map.ts'
import { clearSite, onSite } from './site-fixture.ts'

const map = (more = '', exclude = '[]') => `
fides_key: site
fides_meta: {x_dossier: {exclude: ${exclude}}}
collections:
- name: payment
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - {name: day, fides_meta: {primary_key: true}}
  - {name: email, fides_meta: {identity: email}}
- name: old_payment
  fields: [{name: email, fides_meta: {identity: email}}]
${more}`

const schema = `
  create table site.payment (id int, day date, email text) partition by range (day);
  create table site.payment_01 partition of site.payment for values from ('2026-01-01') to ('2026-02-01');
  create table site.payment_02 partition of site.payment for values from ('2026-02-01') to ('2026-03-01');
  insert into site.payment values (1, '2026-01-05', 'ann@example.org'), (2, '2026-02-05', 'ann@example.org'), (3, '2026-02-06', 'bo@example.org');
  create table site.old_payment (email text);
  create table site.old_payment_2019 (remark text) inherits (site.old_payment);
  insert into site.old_payment_2019 values ('ann@example.org', 'x');
  create view site.payment_view as select id, email from site.payment;
  create materialized view site.payment_sums as select email, count(*) as n from site.payment_view group by email;
  create table site.plain (a jsonb);
`

describe('a map is compared with the live catalogue, column by column', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await clearSite(database)
    await onSite(database, schema)
  })
  afterAll(() => database?.drop())

  const check = async (text: string) => {
    const read = readMap([{ file: 'map.yml', text }])
    expect(read.problems).toEqual([])
    return (await checkSources(read.map, { site: { url: database.siteReaderUrl } }))[0]!
  }

  const exclusions = (expires: string) =>
    `[{table: payment_sums, reason: Sums, owner: Finance, expires: ${expires}}, {table: payment_view, column: id, reason: Copy, owner: Finance, expires: 2999-01-01}]`

  test('partitions are their table; what a child table, a view or a materialised view adds is named', async () => {
    const { unclassified, missing, tables, columns } = await check(map())
    expect(unclassified).toEqual([
      'site.old_payment_2019.remark',
      'site.payment_sums.email',
      'site.payment_sums.n',
      'site.payment_view.id',
      'site.payment_view.email',
      'site.plain.a',
    ])
    expect(missing).toEqual([])
    expect([tables, columns]).toEqual([8, 17])
  })

  test('an exclusion counts until its date', async () => {
    const sound = await check(map('', exclusions('2999-01-01')))
    expect(sound.unclassified).toEqual(['site.old_payment_2019.remark', 'site.payment_view.email', 'site.plain.a'])
    const late = await check(map('', exclusions('2020-01-01')))
    expect(late.unclassified).toContain('site.payment_sums.n')
    expect(late.expired).toContainEqual({ column: 'site.payment_sums.n', owner: 'Finance', expires: '2020-01-01' })
  })

  test('a column that is added, and a mapped one that is gone', async () => {
    const before = await check(map())
    await onSite(
      database,
      'alter table site.payment add column card text; alter table site.old_payment drop column email cascade',
    )
    const after = await check(map())
    expect(after.unclassified).toEqual(
      expect.arrayContaining(['site.payment.card', 'site.payment_01.card', 'site.payment_02.card']),
    )
    expect(after.missing).toEqual(['site.old_payment.email'])
    expect(after.fingerprint).not.toBe(before.fingerprint)
    await onSite(database, 'alter table site.payment drop column card')
    expect((await check(map())).fingerprint).not.toBe(before.fingerprint)
  })

  test('a new partition of its own making with a new column, and a schema nobody thought of', async () => {
    await onSite(
      database,
      `create table site.payment_2027 (id int, day date, email text, iban text);
       create schema backup; create table backup.everybody (email text)`,
    )
    const { unclassified } = await check(map())
    expect(unclassified).toEqual(expect.arrayContaining(['site.payment_2027.iban', 'backup.everybody.email']))
  })

  test("views and partitions never count a person's data twice", async () => {
    const twice = map(`
- name: payment_02
  fields: [{name: id}, {name: email, fides_meta: {identity: email}}]
- name: payment_view
  fields: [{name: id}, {name: email, fides_meta: {identity: email}}]
- name: payment_sums
  fields: [{name: email, fides_meta: {identity: email}}, {name: n}]
`)
    const { results, keys, unclassified } = await searchMap(database, twice, 'ann@example.org')
    expect(results).toEqual([
      ['payment', 'found', 1],
      ['old_payment', 'found', 1],
      ['payment_02', 'found', 1],
      ['payment_view', 'unreachable', 'counted-elsewhere: site.payment'],
      ['payment_sums', 'unreachable', 'counted-elsewhere: site.payment_view'],
    ])
    expect(keys('payment')).toEqual(['1/2026-01-05'])
    // The partition is read as its own collection says, which leaves the day out.
    expect(unclassified).toEqual(['site.old_payment_2019.remark', 'site.payment_02.day', 'site.plain.a'])
  })

  test('a view of a table that the map leaves out of the search is read', async () => {
    const { results } = await searchMap(
      database,
      `
fides_key: site
collections:
- name: payment
  fides_meta: {skip_processing: true}
  fields: [{name: id}, {name: day}, {name: email}]
- name: payment_view
  fields: [{name: id}, {name: email, fides_meta: {identity: email}}]
`,
      'ann@example.org',
    )
    expect(results).toEqual([
      ['payment', 'unreachable', 'skipped-by-map'],
      ['payment_view', 'found', 2],
    ])
  })

  test('nor do partitions of a partition that is a collection of its own', async () => {
    await onSite(
      database,
      `create table site.sale (id int, year int, email text) partition by range (year);
       create table site.sale_2026 partition of site.sale for values from (2026) to (2027) partition by range (id);
       create table site.sale_2026_a partition of site.sale_2026 for values from (0) to (10);
       create table site.sale_2027 partition of site.sale for values from (2027) to (2028);
       insert into site.sale values (1, 2026, 'ann@example.org'), (2, 2027, 'ann@example.org')`,
    )
    const fields = '[{name: id}, {name: year}, {name: email, fides_meta: {identity: email}}]'
    const sales = map(`\n- {name: sale, fields: ${fields}}\n- {name: sale_2026, fields: ${fields}}`)
    const { results } = await searchMap(database, sales, 'ann@example.org')
    expect(results.slice(-2)).toEqual([
      ['sale', 'found', 1],
      ['sale_2026', 'found', 1],
    ])
  })

  test('a child table that is a collection of its own needs every column, for none of it is read with its parent', async () => {
    await onSite(
      database,
      `create table site.member (id int primary key, email text);
       create table site.patron (gift text) inherits (site.member);
       insert into site.patron values (2, 'ann@example.org', 'a lamp');
       create table site.letter (id int primary key, member int);
       insert into site.letter values (7, 2)`,
    )
    const members = map(`
- name: member
  fields: [{name: id}, {name: email, fides_meta: {identity: email}}]
- name: patron
  fields: [{name: gift}]
- name: letter
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: member, fides_meta: {references: [{dataset: site, field: member.id, direction: from}]}}]
`)
    const { unclassified, results } = await searchMap(database, members, 'ann@example.org')
    expect(unclassified).toEqual(expect.arrayContaining(['site.patron.id', 'site.patron.email']))
    // What hangs on the child's row is found through the parent all the same.
    expect(results.slice(-3)).toEqual([
      ['member', 'empty', 0],
      ['patron', 'unreachable', 'not-searchable: email'],
      ['letter', 'found', 1],
    ])
  })

  test('two datasets of one database are one source, read at one instant', async () => {
    const two = `dataset:\n- {fides_key: a, fides_meta: {x_dossier: {schema: site}}, collections: [{name: payment, fields: [{name: email, fides_meta: {identity: email}}]}]}\n- {fides_key: b, fides_meta: {x_dossier: {schema: site}}, collections: [{name: plain, fields: [{name: a}]}]}`
    const { unclassified, snapshots } = await searchMap(database, two, 'ann@example.org')
    expect(snapshots.map(({ source }) => source)).toEqual(['a'])
    expect(unclassified).not.toContain('site.plain.a')
  })
})
