import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { searchMap } from './search-map.ts'
import { onSite } from './site-fixture.ts'

const invoice = (fields: string, to: string, name = 'invoice') => `
- name: ${name}
  fides_meta: {x_dossier: {references: [{fields: ${fields}, dataset: site, collection: member, to: ${to}, direction: from}]}}
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - {name: country}
  - {name: number}
  - {name: sheet, fields: [{name: country}, {name: lines, fields: [{name: country}, {name: number}]}]}`

const map = `
fides_key: site
collections:
- name: member
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - {name: email, fides_meta: {identity: email}}
  - {name: bills, fields: [{name: country}, {name: number}]}
${invoice('[country, number]', '[bills.country, bills.number]')}
${invoice('[sheet.country, number]', '[bills.country, bills.number]', 'receipt')}
${invoice('[sheet.lines.country, sheet.lines.number]', '[bills.country, bills.number]', 'reminder')}
`

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  await onSite(
    database,
    `create table site.member (id int primary key, email text, bills jsonb);
     insert into site.member values (1, 'ann@example.org', '[{"country": "IE", "number": 7}, {"country": "DE", "number": 8}]');
     create table site.invoice (id int primary key, country text, number int, sheet jsonb);
     insert into site.invoice values
       (1, 'IE', 7, '{"country": "IE", "lines": [{"country": "IE", "number": 9}, {"country": "IE", "number": 7}]}'),
       (2, 'IE', 8, '{"country": "DE", "lines": [{"country": "IE", "number": 8}, {"country": "DE", "number": 7}]}'),
       (3, 'DE', 7, null);
     create table site.receipt as table site.invoice;
     create table site.reminder as table site.invoice`,
  )
})
afterAll(() => database?.drop())

test('keys of several fields may lie in a document, and belong together there as in a row', async () => {
  const { keys } = await searchMap(database, map, 'ann@example.org')
  expect(keys('invoice')).toEqual(['1'])
  expect(keys('receipt')).toEqual(['1', '2'])
  expect(keys('reminder')).toEqual(['1'])
})

test('a key says the same in a row, in an array and in a document, however it is written there', async () => {
  await onSite(
    database,
    `create table site.reader (id uuid primary key, email text, cards numeric[], sheet jsonb);
     insert into site.reader values ('00000000-0000-0000-0000-00000000000a', 'ann@example.org', '{7.00, 7.50}', '{"card": 8.0, "cards": ["09", 10.00]}');
     create table site.loan (id int primary key, reader text);
     insert into site.loan values (1, '00000000-0000-0000-0000-00000000000A'), (2, '00000000-0000-0000-0000-00000000000a'), (3, '00000000-0000-0000-0000-00000000000b');
     create table site.card (number text primary key);
     insert into site.card values ('7'), ('7.5'), ('8'), ('9'), ('10'), ('11');
     create table site.box (id int primary key, cards numeric[], more jsonb);
     insert into site.box values (1, '{7.0, 99}', null), (2, null, '[8.00, 99]')`,
  )
  const lead = '{references: [{dataset: site, field: card.number, direction: to}]}'
  const back = '{references: [{dataset: site, field: card.number, direction: from}]}'
  const { keys, records } = await searchMap(
    database,
    `
fides_key: site
collections:
- name: reader
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - {name: email, fides_meta: {identity: email}}
  - {name: cards, fides_meta: ${lead}}
  - {name: sheet, fields: [{name: card, fides_meta: ${lead}}, {name: cards, fides_meta: ${lead}}]}
- name: loan
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: reader, fides_meta: {references: [{dataset: site, field: reader.id, direction: from}]}}]
- name: card
  fields: [{name: number, fides_meta: {primary_key: true}}]
- name: box
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: cards, fides_meta: ${back}}, {name: more, fides_meta: ${back}}]
`,
    'ann@example.org',
  )
  expect(keys('loan')).toEqual(['1', '2'])
  expect(keys('card')).toEqual(['10', '7', '7.5', '8'])
  expect(records.get('box')!.map(({ values }) => [values.cards, values.more])).toEqual([
    [['7.0'], null],
    [null, [8]],
  ])
})

test('a name in a document may hold a dot', async () => {
  await onSite(
    database,
    `create table site.hit (id int primary key, sheet jsonb);
     insert into site.hit values (1, '{"user.mail": "ann@example.org"}'), (2, '{"user": {"mail": "ann@example.org"}}')`,
  )
  const map =
    'fides_key: site\ncollections: [{name: hit, fields: [{name: id, fides_meta: {primary_key: true}}, {name: sheet, fields: [{name: user.mail, fides_meta: {identity: email}}]}]}]'
  expect((await searchMap(database, map, 'ann@example.org')).keys('hit')).toEqual(['1'])
})

test('a row found by one object of a list waits for an officer, with what hangs on it: the other objects may be other people’s', async () => {
  await onSite(
    database,
    `create table site.meeting (id int primary key, people jsonb);
     insert into site.meeting values (1, '[{"mail": "ann@example.org", "card": 7}, {"mail": "bo@example.org", "card": 8}]');
     create table site.minutes (id int primary key, meeting int); insert into site.minutes values (1, 1);
     create table site.badge (number int primary key); insert into site.badge values (7), (8)`,
  )
  const map = (more: string) => `
fides_key: site
collections:
- name: meeting
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - name: people
    fides_meta: {data_type: 'object[]'${more}}
    fields: [{name: mail, fides_meta: {identity: email}}, {name: card, fides_meta: {references: [{dataset: site, field: badge.number, direction: to}]}}]
- name: minutes
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: meeting, fides_meta: {references: [{dataset: site, field: meeting.id, direction: from}]}}]
- name: badge
  fields: [{name: number, fides_meta: {primary_key: true}}]
`
  const whose = async (more: string) => {
    const { records } = await searchMap(database, map(more), 'ann@example.org')
    return [...records].map(([name, rows]) => [name, rows.map(({ key, thirdParty }) => `${key} ${thirdParty}`)]).sort()
  }
  expect(await whose('')).toEqual([
    ['meeting', ['1 held']],
    ['minutes', ['1 held']],
  ])
  expect(await whose(', return_all_elements: true')).toEqual([
    ['badge', ['7 no', '8 no']],
    ['meeting', ['1 no']],
    ['minutes', ['1 no']],
  ])
})
