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
