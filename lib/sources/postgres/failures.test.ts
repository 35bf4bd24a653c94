import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { searchMap } from './search-map.ts'
import { clearSite, onSite } from './site-fixture.ts'

const map = `
fides_key: site
collections:
- name: customer
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}, {name: secret}]
- name: orders
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - {name: customer_id, fides_meta: {references: [{dataset: site, field: customer.id, direction: from}]}}
- name: visit
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}]
`

describe('a failure is visible, carries no value, and leaves the others alone', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(async () => {
    await clearSite(database)
    await onSite(
      database,
      `create table site.customer (id int primary key, email text, secret text);
       insert into site.customer values (1, 'ann@example.org', 'canary-4711');
       create table site.orders (id int primary key, customer_id int);
       insert into site.orders values (1, 1);
       create table site.visit (id int primary key, email text);
       insert into site.visit values (1, 'ann@example.org')`,
    )
  })
  afterAll(() => database?.drop())

  const search = (more = {}) => searchMap(database, map, 'ann@example.org', more)

  test('a column that was dropped', async () => {
    await onSite(database, 'alter table site.customer drop column secret')
    expect((await search()).results).toEqual([
      ['customer', 'failed', 'column-missing: secret'],
      ['orders', 'failed', 'depends-on-failed: site.customer'],
      ['visit', 'found', 1],
    ])
  })

  test('a table that is gone, and one the reader may not read', async () => {
    await onSite(database, 'drop table site.orders; revoke select on site.visit from site_reader')
    expect((await search()).results).toEqual([
      ['customer', 'found', 1],
      ['orders', 'failed', 'table-missing: site.orders'],
      ['visit', 'failed', 'permission-denied'],
    ])
  })

  test('a value that cannot be read: the source’s message with the value in it goes nowhere', async () => {
    await onSite(
      database,
      `alter table site.visit rename to visit_table;
       create view site.visit as select id, email, secret::int as broken from site.visit_table
         join site.customer c using (email, id);
       grant select on site.visit to site_reader`,
    )
    const withBroken = map.replace('- name: visit\n  fields: [', '- name: visit\n  fields: [{name: broken}, ')
    const found = await searchMap(database, withBroken, 'ann@example.org')
    expect(JSON.stringify(found.collections)).not.toContain('canary')
    expect(found.results.at(-1)).toEqual(['visit', 'unreachable', 'counted-elsewhere: site.customer'])
    const alone = `fides_key: site\ncollections: [{name: visit, fields: [{name: id}, {name: broken}, {name: email, fides_meta: {identity: email}}]}]`
    expect((await searchMap(database, alone, 'ann@example.org')).results).toEqual([
      ['visit', 'failed', 'type-mismatch'],
    ])
  })

  test('a source that would write when it is read: nothing is written, whatever the role may do', async () => {
    await onSite(
      database,
      `create table site.looks (at int);
       create function site.look() returns int volatile language sql as 'insert into site.looks values (1) returning at';
       drop table site.visit;
       create view site.visit as select site.look() as id, 'ann@example.org' as email`,
    )
    const { results } = await search({ addresses: { site: { url: database.siteUrl } } })
    expect(results.at(-1)).toEqual(['visit', 'failed', 'source-error: 25006'])
    expect(results[0]).toEqual(['customer', 'found', 1])
    await onSite(database, `do $$ begin assert not exists (select from site.looks); end $$`)
  })

  test('a statement that takes too long', async () => {
    await onSite(
      database,
      `drop table site.visit;
       create view site.visit as select 1 as id, 'ann@example.org' || (select '' from pg_sleep(30)) as email;
       grant select on site.visit to site_reader`,
    )
    expect((await search({ limits: { statementMs: 700 } })).results.at(-1)).toEqual(['visit', 'failed', 'timeout'])
  })

  test('a source that is down, refuses the sign-in, or never answers', async () => {
    const at = (url: string) => search({ addresses: { site: { url } }, limits: { connectMs: 500 } })
    const everywhere = (reason: string) => ['customer', 'orders', 'visit'].map(one => [one, 'failed', reason])
    const url = new URL(database.siteReaderUrl)
    url.password = 'wrong'
    expect((await at(url.href)).results.map(([, , reason]) => reason)).toContain('sign-in-refused')
    expect((await at('postgres://reader@127.0.0.1:1/site')).results[0]).toEqual(everywhere('source-unavailable')[0])
    expect((await search({ addresses: {} })).results[0]).toEqual(['customer', 'failed', 'no-connection: site'])
    const silent = createServer(() => {})
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    expect((await at(`postgres://reader@127.0.0.1:${port}/site`)).results[0]![2]).toMatch(/timeout|source-unavailable/)
    silent.close()
  })

  test('a backend that is killed in the middle: failed, never short', async () => {
    await onSite(database, "insert into site.visit select n, 'ann@example.org' from generate_series(2, 20000) n")
    const superuser = new pg.Client({
      connectionString: database.superUrl.replace(/\/[^/]*$/, new URL(database.siteUrl).pathname),
    })
    await superuser.connect()
    const found = await search({
      onRecords: async (_dataset: string, collection: string, records: AsyncIterable<unknown>) => {
        let seen = 0
        for await (const _ of records)
          if (collection === 'visit' && seen++ === 10)
            await superuser.query(
              `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'dossier' and datname = current_database()`,
            )
      },
    }).finally(() => superuser.end())
    expect(found.results.at(-1)).toEqual(['visit', 'failed', 'source-unavailable'])
  })

  test('a caller that stops the search', async () => {
    const stop = new AbortController()
    await onSite(database, "insert into site.visit select n, 'ann@example.org' from generate_series(2, 20000) n")
    const { results } = await search({
      signal: stop.signal,
      onRecords: async (_dataset: string, collection: string, records: AsyncIterable<unknown>) => {
        for await (const _ of records) if (collection === 'visit') stop.abort()
      },
    })
    expect(results.at(-1)).toEqual(['visit', 'failed', 'cancelled'])
  })

  test('a search that takes too long in all', async () => {
    await onSite(database, "insert into site.visit select n, 'ann@example.org' from generate_series(2, 20000) n")
    const { results } = await search({
      limits: { totalMs: 1_500 },
      onRecords: async (_dataset: string, collection: string, records: AsyncIterable<unknown>) => {
        for await (const _ of records) if (collection === 'visit') await sleep(1)
      },
    })
    expect(results.at(-1)).toEqual(['visit', 'failed', 'timeout'])
  })

  test('more keys than may be held', async () => {
    await onSite(database, "insert into site.customer select n, 'ann@example.org' from generate_series(2, 500) n")
    expect((await search({ limits: { maxKeys: 100 } })).results).toEqual([
      ['customer', 'failed', 'too-many-keys: 100'],
      ['orders', 'failed', 'depends-on-failed: site.customer'],
      ['visit', 'found', 1],
    ])
  })

  test('a fault of the caller is the caller’s, and so is reading only half', async () => {
    const half = async (_dataset: string, _collection: string, records: AsyncIterable<unknown>) => {
      for await (const _ of records) break
    }
    await expect(search({ onRecords: half })).rejects.toThrow('not read to their end')
    const fault = new Error('disk full')
    await expect(search({ onRecords: () => Promise.reject(fault) })).rejects.toBe(fault)
  })
})
