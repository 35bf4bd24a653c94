import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { isMoment, longestMoment, putMoment } from './moment.ts'

const textOf = (sent: string, zoned: boolean): string | null => {
  const bytes = Buffer.from(sent)
  if (!isMoment(bytes, 0, bytes.length)) return null
  const out = Buffer.alloc(longestMoment)
  return out.toString('latin1', 0, putMoment(bytes, 0, zoned, out, 0))
}

describe('a time', () => {
  let database: TestDatabase
  let client: pg.Client
  beforeAll(async () => {
    database = await testDatabase()
    client = new pg.Client({ connectionString: database.siteUrl })
    await client.connect()
    await client.query(`set timezone = 'UTC'`)
  })
  afterAll(async () => {
    await client?.end()
    await database?.drop()
  })

  /** As the server sends and as it writes the same times. */
  const ask = async (
    type: 'timestamp' | 'timestamptz',
    times: string[],
  ): Promise<[sent: string, written: string][]> => {
    const { rows } = await client.query({
      text: `select ${type}_send(t)::text, to_json(t) #>> '{}' from unnest($1::${type}[]) with ordinality as u(t, n) order by n`,
      values: [times],
      rowMode: 'array',
    })
    return rows as [string, string][]
  }

  test.each(['timestamp', 'timestamptz'] as const)(
    'is written as the server itself writes it, whatever day it was: %s',
    async type => {
      const random = fc.sample(fc.bigInt(-211_813_488_000_000_000n, 9_223_371_331_199_999_999n), 2_000)
      const near = fc.sample(fc.bigInt(-9_000_000_000_000_000n, 9_000_000_000_000_000n), 2_000)
      const epoch = `'2000-01-01'::${type}`
      const { rows } = await client.query({
        text: `select (${epoch} + (n / 86400000000) * interval '1 day' + (n % 86400000000) * interval '1 microsecond')::text from unnest($1::int8[]) n`,
        values: [[...random, ...near].map(String)],
        rowMode: 'array',
      })
      const edges = [
        '4714-11-24 BC',
        '0001-12-31 23:59:59.999999 BC',
        '0001-01-01',
        '0005-02-29 BC',
        '1600-02-29',
        '1899-12-31 23:59:59.999999',
        '1900-02-28',
        '1900-03-01',
        '1999-12-31 23:59:59.999999',
        '2000-01-01',
        '2000-02-29 12:30:00.5',
        '2026-03-29 00:59:59.000001',
        '9999-12-31 23:59:59.999999',
        '10000-01-01',
        '294276-12-31 23:59:59.999999',
      ]
      const told = await ask(type, [...edges, ...rows.flat()])
      expect(told).toHaveLength(edges.length + 4_000)
      for (const [sent, written] of told) expect(textOf(sent, type === 'timestamptz')).toBe(written)
    },
  )

  test.each(['timestamp', 'timestamptz'] as const)('without end is none: %s', async type => {
    for (const [sent] of await ask(type, ['infinity', '-infinity'])) expect(textOf(sent, true)).toBeNull()
  })
})
