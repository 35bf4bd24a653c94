import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as draftCommand from '#lib/cli/map-draft-command.ts'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { scoreDraft } from '../draft/draft-score.fixture.ts'
import { guessMap } from '../draft/guess-map.ts'
import { writeDraft } from '../draft/write-draft.ts'
import { readShape } from '../postgres/read-shape.ts'
import { searchMap } from '../postgres/search-map.ts'
import { onSite } from '../postgres/site-fixture.ts'
import { readMap } from '../read-map.ts'
import { fourSchemas } from './four-schemas.fixture.ts'

type Found = Awaited<ReturnType<typeof searchMap>>

/** A collection as the hand-made oracle writes it. */
const told = (found: Found, one: Found['collections'][number]): string[] | string => {
  if (one.result !== 'found') return one.result
  const marks = { no: '', held: 'held:', shown: 'shown:' }
  return (found.records.get(one.collection) ?? [])
    .map(({ key, thirdParty }) => `${marks[thirdParty]}${key.join('/')}`)
    .sort()
}

const schemasOf = { shop: ['shop', 'archive'], payments: ['payments'], staff: ['staff'], blog: ['blog'] }

describe('four databases as organisations have them: the search finds what was found by hand, and nothing else', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
    for (const { sql } of fourSchemas) await onSite(database, sql)
  })
  afterAll(() => database.drop())

  for (const { name, map, oracle } of fourSchemas) {
    test.each(Object.keys(oracle))(`${name}: %s`, async address => {
      const found = await searchMap(database, map, address)
      const answer = Object.fromEntries(
        found.collections.map(one => [`${one.dataset}.${one.collection}`, told(found, one)]),
      )
      for (const collection of Object.keys(oracle[address]!))
        expect([collection, answer[collection]]).toEqual([collection, oracle[address]![collection]])
      if (address !== 'nobody@example.org')
        expect(Object.keys(answer).sort()).toEqual(Object.keys(oracle[address]!).sort())
    })
  }

  test('where nobody is known by e-mail the answer is “not searchable by e-mail”, never “nothing held”', async () => {
    const staff = fourSchemas.find(one => one.name === 'staff')!
    const { results } = await searchMap(database, staff.map, 'ann@example.org')
    expect(results).toEqual([
      ['customer', 'unreachable', 'not-searchable: email'],
      ['employee', 'unreachable', 'not-searchable: email'],
      ['timesheet', 'unreachable', 'not-searchable: email'],
      ['invoice', 'unreachable', 'not-searchable: email'],
    ])
  })

  test('a view and a materialised view over partitions count nothing twice', async () => {
    const payments = fourSchemas.find(one => one.name === 'payments')!
    const { results, unclassified } = await searchMap(database, payments.map, 'ann@example.org')
    expect(results).toContainEqual(['payer_total', 'unreachable', expect.stringMatching(/^counted-elsewhere/)])
    expect(results).toContainEqual(['monthly', 'unreachable', expect.stringMatching(/^counted-elsewhere/)])
    expect(unclassified.filter(column => column.startsWith('payments.'))).toEqual([])
  })

  test.each(fourSchemas)(
    'a draft of the map of $name can be read, and proposes nearly what a careful person would',
    async example => {
      const draft = await readShape({ url: database.siteReaderUrl }, guessMap, { schemas: schemasOf[example.name] })
      const { map, problems } = readMap([{ file: 'draft.yml', text: writeDraft(draft) }])
      expect(problems).toEqual([])
      const fields = map.datasets.flatMap(({ collections }) => collections.flatMap(one => one.fields))
      expect(fields.length).toBe(draft.reduce((sum, one) => sum + one.fields.length, 0))
      for (const { right, wanted, proposed } of Object.values(scoreDraft(draft, example))) {
        expect(right).toBeGreaterThanOrEqual(0.9 * wanted)
        expect(right).toBeGreaterThanOrEqual(0.9 * proposed)
      }
    },
  )

  test('map draft prints the same map every time, tells no value of anybody, and says what it cannot reach', async () => {
    const ask = async () => {
      const out: string[] = []
      const said: string[] = []
      const values = { url: database.siteReaderUrl, schema: ['shop'] }
      const io = {
        out: (line: string) => void out.push(line),
        say: (line: string) => void said.push(line),
        stdin: Readable.from([]),
        env: {},
      }
      const status = await draftCommand.run({ positionals: [], values }, io)
      return { status, map: out.join('\n'), said: said.join('\n') }
    }
    const first = await ask()
    expect(first.status).toBe(0)
    expect(first.map).toBe((await ask()).map)
    for (const value of ['Ann', 'Fennick', 'example.org', '203.0.113.7', '370400440532013000', 'lamp'])
      expect(first.map).not.toContain(value)
    expect(first.said).toMatch(/may be personal data/)
  })

  test('a table that the reader may not read is drafted by its names alone', async () => {
    await onSite(
      database,
      'create schema closed; create table closed.customer (id int primary key, email text); grant usage on schema closed to site_reader',
    )
    const draft = await readShape({ url: database.siteReaderUrl }, guessMap, { schemas: ['closed'] })
    expect(draft[0]!.fields.map(({ category, identity }) => [category, identity])).toEqual([
      ['user.unique_id', null],
      ['user.contact.email', 'email'],
    ])
  })
})
