import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { searchMap } from './search-map.ts'
import { onSite } from './site-fixture.ts'

const map = `
fides_key: site
collections:
- name: customer
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}]
- name: orders
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - {name: customer_id, fides_meta: {references: [{dataset: site, field: customer.id, direction: from}]}}
  - {name: lines}
- name: line
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - {name: order_id, fides_meta: {references: [{dataset: site, field: orders.id, direction: from}]}}
`

describe('one instant in time', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    await onSite(
      database,
      `create table site.customer (id int primary key, email text);
       insert into site.customer select n, 'c' || n || '@example.org' from generate_series(1, 50) n;
       create table site.orders (id serial primary key, customer_id int, lines int);
       create table site.line (id serial primary key, order_id int);
       create index on site.orders (customer_id);
       create index on site.line (order_id)`,
    )
  })
  afterAll(() => database?.drop())

  test('a writer changing orders all the while never yields half an order', async () => {
    const writer = new pg.Client({ connectionString: database.siteUrl })
    await writer.connect()
    let writing = true
    let written = 0
    const done = (async () => {
      while (writing) {
        await writer.query(`
          begin;
          with made as (insert into site.orders (customer_id, lines) values (1, 5) returning id)
          insert into site.line (order_id) select id from made, generate_series(1, 5);
          delete from site.line where order_id = (select min(id) from site.orders where ${written} > 20);
          delete from site.orders where id = (select min(id) from site.orders where ${written} > 20);
          commit`)
        written++
      }
    })()
    try {
      for (let round = 0; round < 12; round++) {
        const { records } = await searchMap(database, map, 'c1@example.org', { limits: { parallel: 3 } })
        const lines = records.get('line') ?? []
        for (const order of records.get('orders') ?? [])
          expect(lines.filter(({ values }) => values.order_id === order.values.id)).toHaveLength(5)
        expect(lines).toHaveLength(5 * (records.get('orders')?.length ?? 0))
        await sleep(20)
      }
    } finally {
      writing = false
      await done
      await writer.end()
    }
    expect(written).toBeGreaterThan(12)
  })

  test('a table cannot be emptied or rebuilt under the search: it would look as if it held nothing', async () => {
    await onSite(database, 'insert into site.orders (customer_id, lines) values (7, 0)')
    const owner = new pg.Client({ connectionString: database.siteUrl })
    await owner.connect()
    const refused: string[] = []
    const { results } = await searchMap(database, map, 'c7@example.org', {
      limits: { parallel: 1 },
      onRecords: async (_dataset, _collection, records) => {
        for (const statement of ['truncate site.orders', 'alter table site.orders alter column lines type text'])
          await owner
            .query(`begin; set local lock_timeout = 200; ${statement}; commit`)
            .catch(({ code }) => refused.push(code))
            .finally(() => owner.query('rollback'))
        for await (const _ of records);
      },
    }).finally(() => owner.end())
    expect(refused).toEqual(Array(4).fill('55P03'))
    expect(results).toEqual([
      ['customer', 'found', 1],
      ['orders', 'found', 1],
      ['line', 'empty', 0],
    ])
  })

  test('time and log position of the snapshot are recorded, in UTC', async () => {
    const before = new Date(Date.now() - 5_000).toISOString()
    const { snapshots } = await searchMap(database, map, 'c1@example.org')
    expect(snapshots).toHaveLength(1)
    expect(snapshots[0]!.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    expect(snapshots[0]!.at > before).toBe(true)
    expect(snapshots[0]!.lsn).toMatch(/^[0-9A-F]+\/[0-9A-F]+$/)
    expect(snapshots[0]!.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/)
  })
})
