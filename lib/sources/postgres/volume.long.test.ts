import { expect, test } from 'vitest'
import { testDatabase } from '#lib/db/test-database.ts'
import { readMap } from '../read-map.ts'
import { searchSource } from '../search.ts'
import { onSite } from './site-fixture.ts'

const yaml = `
fides_key: site
collections:
- name: customer
  fields: [{name: id, fides_meta: {primary_key: true}}, {name: email, fides_meta: {identity: email}}]
- name: visit
  fields:
  - {name: id, fides_meta: {primary_key: true}}
  - {name: customer_id, fides_meta: {references: [{dataset: site, field: customer.id, direction: from}]}}
  - {name: at}
  - {name: page}
  - {name: details}
`

test('a million rows of one person take no more memory than ten thousand', async () => {
  const database = await testDatabase()
  try {
    await onSite(
      database,
      `create table site.customer (id int primary key, email text);
       insert into site.customer values (1, 'few@example.org'), (2, 'many@example.org');
       create table site.visit (id bigserial primary key, customer_id int, at timestamptz, page text, details jsonb);
       insert into site.visit (customer_id, at, page, details)
         select case when n <= 10000 then 1 else 2 end, '2026-01-01'::timestamptz + n * interval '1 second', '/page/' || n, jsonb_build_object('n', n, 'f', n / 8.0)
         from generate_series(1, 1010000) n;
       create index on site.visit (customer_id); analyze`,
    )
    const { map } = readMap([{ file: 'map.yml', text: yaml }])
    const measure = async (address: string) => {
      let most = 0
      let rows = 0
      let bytes = 0
      const started = performance.now()
      const { collections } = await searchSource({
        map,
        addresses: { site: { url: database.siteReaderUrl } },
        identities: [{ kind: 'email', value: address }],
        onRecords: async (_dataset, _collection, records) => {
          for await (const record of records) {
            bytes += JSON.stringify(record).length
            if (rows++ % 5_000 === 0) most = Math.max(most, process.memoryUsage().rss)
          }
        },
      })
      expect(collections.map(({ result }) => result)).toEqual(['found', 'found'])
      return { rows, bytes, most: Math.round(most / 1e6), ms: Math.round(performance.now() - started) }
    }
    await measure('few@example.org')
    const few = await measure('few@example.org')
    const many = await measure('many@example.org')
    console.info({ few, many })
    expect(many.rows).toBe(1_000_001)
    // V8 clears its young objects lazily: a hundred megabytes come and go, however many rows there are.
    expect(many.most).toBeLessThan(few.most + 120)
  } finally {
    await database.drop()
  }
})
