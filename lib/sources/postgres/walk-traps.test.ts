import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { searchMap } from './search-map.ts'
import { onSite } from './site-fixture.ts'

// A shop without a single foreign key, with keys of other types on the other side, and everything that leads to other people.
const shop = `
dataset:
- fides_key: site
  collections:
  - name: member
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: email, fides_meta: {identity: email}}
    - {name: other_mail, fides_meta: {identity: email, data_type: 'string[]'}}
    - {name: invited_by, fides_meta: {references: [{dataset: site, field: member.id, direction: to}], x_dossier: {third_party: always}}}
    - name: profile
      fields: [{name: legacy, fields: [{name: numbers, fides_meta: {data_type: 'string[]', references: [{dataset: site, field: legacy.number, direction: to}]}}]}]
  - name: legacy
    fields: [{name: number, fides_meta: {primary_key: true}}, {name: text}]
  - name: purchase
    fields:
    - {name: country, fides_meta: {primary_key: true}}
    - {name: number, fides_meta: {primary_key: true}}
    - {name: member, fides_meta: {references: [{dataset: site, field: member.id, direction: from}]}}
    - {name: product, fides_meta: {references: [{dataset: site, field: product.id}]}}
    - {name: ship_to, fides_meta: {references: [{dataset: site, field: address.id, direction: to}], x_dossier: {third_party: always, walk: show}}}
  - name: parcel
    fides_meta:
      x_dossier:
        references: [{fields: [country, number], dataset: site, collection: purchase, to: [country, number], direction: from}]
    fields: [{name: id, fides_meta: {primary_key: true}}, {name: country}, {name: number}]
  - name: product
    fields: [{name: id, fides_meta: {primary_key: true}}, {name: title}]
  - name: address
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: member, fides_meta: {references: [{dataset: site, field: member.id}]}}
  - name: member_group
    fields:
    - {name: member, fides_meta: {primary_key: true, references: [{dataset: site, field: member.id, direction: from}]}}
    - {name: grp, fides_meta: {primary_key: true, references: [{dataset: site, field: grp.id, direction: to}]}}
  - name: grp
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: parent, fides_meta: {references: [{dataset: site, field: grp.id, direction: to}]}}
  - name: thread
    fides_meta: {x_dossier: {third_party: maybe}}
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: owner, fides_meta: {references: [{dataset: site, field: member.id}]}}
    - {name: agent, fides_meta: {references: [{dataset: site, field: member.id, direction: to}]}}
  - name: reply
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: thread, fides_meta: {references: [{dataset: site, field: thread.id, direction: from}]}}
  - name: household
    fields: [{name: id, fides_meta: {primary_key: true}}, {name: mail, fides_meta: {identity: email, x_dossier: {locator: shared}}}]
  - name: exact_only
    fields: [{name: id, fides_meta: {primary_key: true}}, {name: mail, fides_meta: {identity: email, x_dossier: {match: exact}}}]
  - name: island
    fields: [{name: id, fides_meta: {primary_key: true}}]
  - name: attic
    fides_meta: {skip_processing: true}
    fields: [{name: id}]
- fides_key: other
  fides_meta: {x_dossier: {schema: other}}
  collections:
  - name: member
    fields: [{name: id, fides_meta: {primary_key: true}}]
  - name: loan
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: member_text, fides_meta: {references: [{dataset: site, field: member.id, direction: from}]}}
`

const schema = `
  create schema other;
  grant usage on schema other to site_reader;
  create table site.member (id int, email text, other_mail text[], invited_by int, profile jsonb);
  insert into site.member values
    (1, 'ann@example.org', null, 3, '{"legacy": {"numbers": ["L-1", "L-2"]}}'),
    (2, 'bea@example.org', '{"x@example.org","Ann@example.org"}', null, '{"legacy": [{"numbers": "L-3"}]}'),
    (3, 'cal@example.org', null, null, null);
  create table site.legacy (number text, text text);
  insert into site.legacy values ('L-1', 'a'), ('L-2', 'b'), ('L-3', 'c'), ('L-4', 'd');
  create table site.purchase (country text, number int, member text, product int, ship_to int);
  insert into site.purchase values ('IE', 1, '1', 7, 10), ('DE', 1, '3', 7, 11), ('DE', 2, '1', 8, 12), ('IE', 2, '01', 7, 10), ('IE', 3, '3', 7, 10);
  create table site.parcel (id int, country text, number int);
  insert into site.parcel values (1, 'IE', 1), (2, 'DE', 1), (3, 'DE', 2), (4, 'IE', 2);
  create table site.product (id int, title text);
  insert into site.product values (7, 'Lamp'), (8, 'Chair'), (9, 'Desk');
  create table site.address (id int, member int);
  insert into site.address values (10, 1), (11, 3), (12, 3);
  create table site.member_group (member int, grp uuid);
  insert into site.member_group values (1, '00000000-0000-0000-0000-00000000000a'), (3, '00000000-0000-0000-0000-00000000000a'), (3, '00000000-0000-0000-0000-00000000000d');
  create table site.grp (id text, parent text);
  insert into site.grp values ('00000000-0000-0000-0000-00000000000a', 'b'), ('b', 'c'), ('c', '00000000-0000-0000-0000-00000000000a'), ('00000000-0000-0000-0000-00000000000d', null);
  create table site.thread (id int, owner int, agent int);
  insert into site.thread values (1, 1, 3), (2, 3, 1);
  create table site.reply (id int, thread numeric);
  insert into site.reply values (1, 1.00), (2, 2), (3, 1.5);
  create table site.household (id int, mail text);
  insert into site.household values (1, 'ann@example.org');
  create table site.exact_only (id int, mail text);
  insert into site.exact_only values (1, 'ann@example.org'), (2, 'Ann@example.org');
  create table site.island (id int);
  create table site.attic (id int);
  create table other.member (id int);
  insert into other.member values (1);
  create table other.loan (id int, member_text varchar(20));
  insert into other.loan values (1, '1'), (2, '1 '), (3, '2'), (4, '1.0');
  grant select on all tables in schema other to site_reader;
`

describe('everything on this person, and nothing on anybody else', () => {
  let database: TestDatabase
  let found: Awaited<ReturnType<typeof searchMap>>
  beforeAll(async () => {
    database = await testDatabase()
    await onSite(database, schema)
    found = await searchMap(database, shop, 'ann@example.org')
  })
  afterAll(() => database?.drop())

  test('by every address of theirs, arrays included, and not back from whoever invited them', () => {
    expect(found.keys('member')).toEqual(['1', '2'])
    expect(found.records.get('member')!.every(({ thirdParty }) => thirdParty === 'no')).toBe(true)
  })

  test('of an array that also names others, only their own element', () => {
    expect(found.records.get('member')!.map(({ values }) => values.other_mail)).toEqual([null, ['Ann@example.org']])
  })

  test('through fields inside JSON, in objects and in lists', () => {
    expect(found.keys('legacy')).toEqual(['L-1', 'L-2', 'L-3'])
  })

  test('keys of another type on the other side are the same only when they say the same', () => {
    expect(found.keys('purchase')).toEqual(['DE/2', 'IE/1'])
    expect(found.keys('reply')).toEqual(['1'])
    // The second row of the person has the number 2; '1 ' and '1.0' are other keys.
    expect(found.keys('loan')).toEqual(['1', '3'])
  })

  test('composite keys belong together', () => {
    expect(found.keys('parcel')).toEqual(['1', '3'])
    expect(found.records.get('parcel')![0]!.path).toEqual([
      'email',
      'site.member.email',
      'site.purchase.member',
      'site.parcel.country+number',
    ])
  })

  test('to the product they bought, and not on to everybody who bought it', () => {
    expect(found.keys('product')).toEqual(['7', '8'])
  })

  test("an address of somebody else's is shown as such, and the walk ends there", () => {
    expect(found.records.get('address')!.map(({ key, thirdParty }) => [key[0], thirdParty])).toEqual([
      ['10', 'no'],
      ['12', 'shown'],
    ])
  })

  test('many-to-many, and a circle of references ends', () => {
    expect(found.keys('member_group')).toEqual(['1/00000000-0000-0000-0000-00000000000a'])
    expect(found.keys('grp')).toEqual(['00000000-0000-0000-0000-00000000000a', 'b', 'c'])
  })

  test('what may be another’s is held, with what hangs on it, and the walk does not climb from it', () => {
    expect(found.records.get('thread')!.map(({ key, thirdParty }) => [key[0], thirdParty])).toEqual([['1', 'held']])
    expect(found.records.get('reply')!.map(({ key, thirdParty }) => [key[0], thirdParty])).toEqual([['1', 'held']])
  })

  test('exactly, where the map says so', () => {
    expect(found.keys('exact_only')).toEqual(['1'])
  })

  test('the same key in another schema is another thing; every collection is answered for', () => {
    expect(found.results.filter(([, result]) => result !== 'found')).toEqual([
      ['household', 'unreachable', 'shared-locator-only'],
      ['island', 'unreachable', 'not-searchable: email'],
      ['attic', 'unreachable', 'skipped-by-map'],
      ['member', 'unreachable', 'not-searchable: email'],
    ])
    expect(found.collections).toHaveLength(16)
  })

  test('the same search gives the same bytes', async () => {
    const again = await searchMap(database, shop, 'ann@example.org')
    const bytes = (one: typeof found) => JSON.stringify([...one.records].sort(([a], [b]) => (a < b ? -1 : 1)))
    expect(bytes(again)).toBe(bytes(found))
    expect(again.snapshots[0]!.fingerprint).toBe(found.snapshots[0]!.fingerprint)
  })
})

test('a domain in letters and in punycode is one domain', async () => {
  const database = await testDatabase()
  try {
    await onSite(
      database,
      `create table site.c (id int, email text); insert into site.c values (1, 'jo@MÜLLER.example'), (2, 'jo@xn--mller-kva.example'), (3, 'jo@muller.example')`,
    )
    const map =
      'fides_key: site\ncollections: [{name: c, fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}]}]'
    expect((await searchMap(database, map, 'jo@xn--mller-kva.example')).keys('c')).toEqual(['1', '2'])
  } finally {
    await database.drop()
  }
})

test('of a list in a document only the elements that a row was found by are shown', async () => {
  const database = await testDatabase()
  try {
    await onSite(
      database,
      `create table site.newsletter (id int primary key, readers jsonb, senders json, owner text);
       insert into site.newsletter values
         (1, '["bo@example.org", "Ann@example.org"]', null, null), (2, null, '["ann@example.org", "bo@example.org"]', null),
         (3, '"ann@example.org"', null, null), (4, '["bo@example.org", "ann@example.org"]', null, 'ann@example.org')`,
    )
    const identities = ['readers', 'senders', 'owner'].map(name => `{name: ${name}, fides_meta: {identity: email}}`)
    const map = `fides_key: site\ncollections: [{name: newsletter, fields: [{name: id, fides_meta: {primary_key: true}}, ${identities.join(', ')}]}]`
    const { records } = await searchMap(database, map, 'ann@example.org')
    expect(records.get('newsletter')!.map(({ values }) => [values.readers, values.senders])).toEqual([
      [['Ann@example.org'], null],
      [null, ['ann@example.org']],
      ['ann@example.org', null],
      [['bo@example.org', 'ann@example.org'], null],
    ])
  } finally {
    await database.drop()
  }
})

test('employees without an address are said to be unsearchable, never to be empty', async () => {
  const database = await testDatabase()
  try {
    await onSite(database, 'create table site.employee (id int); insert into site.employee values (1)')
    const map =
      'fides_key: site\ncollections: [{name: employee, fields: [{name: id, fides_meta: {primary_key: true}}]}]'
    const { results } = await searchMap(database, map, 'ann@example.org')
    expect(results).toEqual([['employee', 'unreachable', 'not-searchable: email']])
  } finally {
    await database.drop()
  }
})
