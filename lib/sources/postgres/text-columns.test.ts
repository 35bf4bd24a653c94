import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { searchMap } from './search-map.ts'
import { clearSite, onSite } from './site-fixture.ts'

const map = (more = '') => `
fides_key: site
collections:
- name: member
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}]
${more}`

const orders = `
- name: order
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: member, fides_meta: {references: [{dataset: site, field: member.id, direction: from}]}}]
`

describe('columns of text that compare in ways of their own', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(() => clearSite(database))
  afterAll(() => database?.drop())

  test('an address padded with spaces is found in any letter case', async () => {
    await onSite(
      database,
      `create table site.member (id int primary key, email char(40));
       insert into site.member values (1, 'Ann@Example.org'), (2, 'ann@example.org'), (3, 'bo@example.org')`,
    )
    expect((await searchMap(database, map(), 'ann@example.org')).keys('member')).toEqual(['1', '2'])
  })

  test('nearly an address, but for a space at its end, is nobody there', async () => {
    await onSite(
      database,
      `create table site.member (id char(8) primary key, email char(40));
       insert into site.member values ('a', 'ann@example.org');
       create table site."order" (id int primary key, member text);
       insert into site."order" values (1, 'a'), (2, 'a ')`,
    )
    const nearMisses = [{ kind: 'email' as const, value: 'ann@example.org ', rule: 'trailing' }]
    const { probed, keys } = await searchMap(database, map(orders), 'ann@example.org', { nearMisses })
    expect(probed).toEqual({ tried: 1, crossed: [] })
    expect(keys('order')).toEqual(['1'])
  })

  test('an address in capitals is found under a collation that has another small letter for I', async () => {
    await onSite(
      database,
      `create table site.member (id text primary key, email text collate "tr-x-icu");
       insert into site.member values ('a', 'INFO@example.org'), ('b', 'info@example.org'), ('c', 'ınfo@example.org'), ('d', 'İnfo@example.org')`,
    )
    expect((await searchMap(database, map(), 'info@example.org')).keys('member')).toEqual(['a', 'b'])
  })

  test('a collation that overlooks accents brings nobody else', async () => {
    await onSite(
      database,
      `create collation site.loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
       create table site.member (id text primary key, email text collate site.loose);
       insert into site.member values ('anna', 'Ann@Example.org'), ('other', 'änn@example.org');
       create table site."order" (id int primary key, member text collate site.loose);
       insert into site."order" values (1, 'anna'), (2, 'änna'), (3, 'ANNA')`,
    )
    const { keys } = await searchMap(database, map(orders), 'ann@example.org')
    expect(keys('member')).toEqual(['anna'])
    expect(keys('order')).toEqual(['1'])
  })

  test('nor among the elements of an array, nor in keys of several columns', async () => {
    await onSite(
      database,
      `create collation site.loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
       create table site.member (id int primary key, email text[] collate site.loose, country text, number text);
       insert into site.member values (1, '{bo@example.org,ANN@example.org,änn@example.org}', 'ie', 'a'), (2, '{änn@example.org}', 'ie', 'b');
       create table site."order" (id int primary key, country text collate site.loose, number text collate site.loose);
       insert into site."order" values (1, 'ie', 'a'), (2, 'IE', 'a'), (3, 'ie', 'ä')`,
    )
    const { keys, records } = await searchMap(
      database,
      `
fides_key: site
collections:
- name: member
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email, data_type: 'string[]'}}, {name: country}, {name: number}]
- name: order
  fides_meta: {x_dossier: {references: [{fields: [country, number], dataset: site, collection: member, to: [country, number], direction: from}]}}
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: country}, {name: number}]
`,
      'ann@example.org',
    )
    expect(records.get('member')?.map(({ values }) => values.email)).toEqual([['ANN@example.org']])
    expect(keys('order')).toEqual(['1'])
  })
})
