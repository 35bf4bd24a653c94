import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { searchMap } from './search-map.ts'
import { onSite } from './site-fixture.ts'

const map = `
dataset:
- fides_key: shop
  fides_meta: {x_dossier: {schema: site}}
  collections:
  - name: customer
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: email, fides_meta: {identity: email}}
  - name: delivery
    fields:
    - {name: id, fides_meta: {primary_key: true}}
    - {name: invoice, fides_meta: {references: [{dataset: books, field: invoice.number, direction: from}]}}
- fides_key: books
  fides_meta: {x_dossier: {schema: site}}
  collections:
  - name: invoice
    fields:
    - {name: number, fides_meta: {primary_key: true}}
    - {name: customer, fides_meta: {references: [{dataset: shop, field: customer.id, direction: from}]}}
`

describe('a person in two databases', () => {
  let shop: TestDatabase
  let books: TestDatabase
  beforeAll(async () => {
    shop = await testDatabase()
    books = await testDatabase()
    await onSite(
      shop,
      `create table site.customer (id bigint primary key, email text);
       insert into site.customer values (1, 'ann@example.org'), (2, 'bo@example.org');
       create table site.delivery (id int primary key, invoice text);
       insert into site.delivery values (1, 'R-7'), (2, 'R-8'), (3, 'R-9')`,
    )
    await onSite(
      books,
      `create table site.invoice (number text primary key, customer varchar(9));
       insert into site.invoice values ('R-7', '1'), ('R-8', '2'), ('R-9', '1')`,
    )
  })
  afterAll(async () => {
    await shop?.drop()
    await books?.drop()
  })

  const addresses = () => ({ shop: { url: shop.siteReaderUrl }, books: { url: books.siteReaderUrl } })

  test('is followed from one into the other and back, each read at an instant of its own', async () => {
    const found = await searchMap(shop, map, 'ann@example.org', { addresses: addresses() })
    expect([found.keys('customer'), found.keys('invoice'), found.keys('delivery')]).toEqual([
      ['1'],
      ['R-7', 'R-9'],
      ['1', '3'],
    ])
    expect(found.records.get('delivery')![0]!.path).toEqual([
      'email',
      'shop.customer.email',
      'books.invoice.customer',
      'shop.delivery.invoice',
    ])
    expect(found.snapshots.map(({ source }) => source)).toEqual(['shop', 'books'])
    expect(found.unclassified).toEqual([])
  })

  test('is found in one of them alone when only that one is asked for, by the same way', async () => {
    const { results } = await searchMap(shop, map, 'ann@example.org', { addresses: addresses(), only: 'books' })
    expect(results).toEqual([['invoice', 'found', 2]])
  })

  test('is not called absent where the other one is down', async () => {
    const { results } = await searchMap(shop, map, 'ann@example.org', {
      addresses: { ...addresses(), books: { url: 'postgres://reader@127.0.0.1:1/books' } },
    })
    expect(results).toEqual([
      ['customer', 'found', 1],
      ['delivery', 'failed', 'depends-on-failed: books.invoice'],
      ['invoice', 'failed', 'source-unavailable'],
    ])
  })
})
