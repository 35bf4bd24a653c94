import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { searchMap } from './search-map.ts'
import { onSite } from './site-fixture.ts'

const yaml = `
dataset:
  - fides_key: site
    collections:
      - name: contact
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - {name: email, data_categories: [user.contact.email], fides_meta: {identity: email}}
          - {name: name, data_categories: [user.name]}
      - name: orders
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - {name: contact_id, fides_meta: {references: [{dataset: site, field: contact.id, direction: from}]}}
          - name: card_id
            fides_meta: {references: [{dataset: site, field: card.id, direction: to}], x_dossier: {third_party: maybe}}
          - name: handled_by
            fides_meta: {references: [{dataset: site, field: staff.id}], x_dossier: {third_party: always}}
          - {name: total, data_categories: [user.financial]}
      - name: order_line
        fields:
          - {name: order_id, fides_meta: {primary_key: true, references: [{dataset: site, field: orders.id, direction: from}]}}
          - {name: line, fides_meta: {primary_key: true}}
          - {name: sku}
      - name: card
        fields:
          - {name: id, fides_meta: {primary_key: true}}
          - {name: contact_id, fides_meta: {references: [{dataset: site, field: contact.id}]}}
          - {name: last4}
      - name: staff
        fields: [{name: id, fides_meta: {primary_key: true}}, {name: name}]
`

const schema = `
  create table site.contact (id int primary key, email text, name text);
  create table site.staff (id int primary key, name text);
  create table site.card (id bigint primary key, contact_id int, last4 text);
  create table site.orders (id bigint primary key, contact_id int, card_id text, handled_by int, total numeric(12,2));
  create table site.order_line (order_id bigint, line int, sku text, primary key (order_id, line));
  insert into site.contact values (1, 'Anna_B@Example.org', 'Anna'), (2, 'annaxb@example.org', 'Another'), (3, 'bo@example.org', 'Bo');
  insert into site.staff values (9, 'Clerk');
  insert into site.card values (100, 1, '1111'), (200, 2, '2222');
  insert into site.orders values (11, 1, '100', 9, 12.50), (10, 1, '200', 9, 1e9), (12, 2, '200', 9, 3);
  insert into site.order_line values (11, 1, 'a'), (11, 2, 'b'), (10, 1, 'c'), (12, 1, 'd');
`

describe('a search of a shop', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    await onSite(database, schema)
  })
  afterAll(() => database?.drop())

  const search = (address: string) => searchMap(database, yaml, address)

  test('finds a person in any letter case, and what hangs on them, in the order of the keys', async () => {
    const { collections, records, unclassified } = await search('anna_b@example.org')
    expect(collections.map(({ collection, result, count }) => [collection, result, count])).toEqual([
      ['contact', 'found', 1],
      ['orders', 'found', 2],
      ['order_line', 'found', 3],
      ['card', 'found', 2],
      ['staff', 'unreachable', 0],
    ])
    expect(records.get('orders')).toEqual([
      {
        key: ['10'],
        path: ['email', 'site.contact.email', 'site.orders.contact_id'],
        thirdParty: 'no',
        values: { id: '10', contact_id: 1, card_id: '200', handled_by: 9, total: '1000000000.00' },
      },
      {
        key: ['11'],
        path: ['email', 'site.contact.email', 'site.orders.contact_id'],
        thirdParty: 'no',
        values: { id: '11', contact_id: 1, card_id: '100', handled_by: 9, total: '12.50' },
      },
    ])
    expect(unclassified).toEqual([])
  })

  test("another customer's card is held for the officer, and the walk ends there", async () => {
    const { records, collections } = await search('anna_b@example.org')
    expect(records.get('card')!.map(({ key, thirdParty, path }) => ({ key, thirdParty, path }))).toEqual([
      { key: ['100'], thirdParty: 'no', path: ['email', 'site.contact.email', 'site.card.contact_id'] },
      {
        key: ['200'],
        thirdParty: 'held',
        path: ['email', 'site.contact.email', 'site.orders.contact_id', 'site.orders.card_id', 'site.card.id'],
      },
    ])
    expect(records.get('contact')!.map(({ key }) => key)).toEqual([['1']])
    expect(collections.at(-1)).toMatchObject({ result: 'unreachable', reason: 'through-others-only' })
  })

  test('a person without a row is searched for everywhere and found nowhere', async () => {
    const { collections, records } = await search('nobody@example.org')
    expect(collections.map(({ result }) => result)).toEqual(['empty', 'empty', 'empty', 'empty', 'unreachable'])
    expect(records.size).toBe(0)
  })
})
