import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { searchMap } from './search-map.ts'
import { clearSite, onSite } from './site-fixture.ts'

const map = `
fides_key: site
fides_meta: {x_dossier: {exclude: [{table: member, column: secret, reason: A hash, owner: Data team, expires: 2999-01-01}]}}
collections:
- name: member
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}]
- name: order
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: member, fides_meta: {references: [{dataset: site, field: member.id, direction: from}]}}]
`

const schema = `
  create table site.member (id int primary key, email text, secret text);
  insert into site.member values (1, 'ann@example.org', 'x'), (2, 'bo@example.org', 'y');
  create table site."order" (id int primary key, member int);
  insert into site."order" values (1, 1), (2, 1), (3, 2);
`

describe('what the reading role may see', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await clearSite(database)
    await onSite(database, schema)
  })
  afterAll(() => database?.drop())

  test('a table whose rows a policy hides is not searched as if those were not there', async () => {
    await onSite(
      database,
      'alter table site."order" enable row level security; create policy recent on site."order" using (id > 1)',
    )
    const { results } = await searchMap(database, map, 'ann@example.org')
    expect(results).toEqual([
      ['member', 'found', 1],
      ['order', 'failed', 'permission-denied'],
    ])
  })

  test('a column that the map excludes need not be readable', async () => {
    await onSite(
      database,
      'revoke select on site.member from site_reader; grant select (id, email) on site.member to site_reader',
    )
    const { results } = await searchMap(database, map, 'ann@example.org')
    expect(results[0]).toEqual(['member', 'found', 1])
  })

  test('a mapped column that is not readable fails its collection', async () => {
    await onSite(
      database,
      'revoke select on site.member from site_reader; grant select (id, secret) on site.member to site_reader',
    )
    const { results } = await searchMap(database, map, 'ann@example.org')
    expect(results[0]).toEqual(['member', 'failed', 'permission-denied'])
  })

  test('equal rows without a key come in one order, whatever their columns are called', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => `(1, 'ann@example.org', ${(n * 7) % 40})`)
    await onSite(database, `create table site.note (t int, email text, n int); insert into site.note values ${rows}`)
    const notes =
      'fides_key: site\ncollections: [{name: note, fields: [{name: t}, {name: email, fides_meta: {identity: email}}, {name: n}]}]'
    const { records } = await searchMap(database, notes, 'ann@example.org')
    const found = records.get('note')!
    expect(found.map(({ values }) => String(values.n))).toEqual(found.map(({ values }) => String(values.n)).sort())
    expect(new Set(found.map(({ key }) => key[0])).size).toBe(40)
  })
})
