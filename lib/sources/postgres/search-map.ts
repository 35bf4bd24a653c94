import { expect } from 'vitest'
import type { TestDatabase } from '#lib/db/test-database.ts'
import type { FoundRecord } from '../contract.ts'
import { readMap } from '../read-map.ts'
import { recordsOf } from '../records-of.ts'
import { type Search, searchSource } from '../search.ts'

/** For tests: searches the organisation's database as its reader by a map given as YAML, and keeps what is found. */
export const searchMap = async (
  database: TestDatabase,
  yaml: string,
  address: string,
  more: Partial<Search> = {},
  onText: (lines: string) => void = () => {},
) => {
  const records = new Map<string, FoundRecord[]>()
  const { map, problems } = readMap([{ file: 'map.yml', text: yaml }])
  expect(problems).toEqual([])
  const searched = await searchSource({
    map,
    addresses: Object.fromEntries(map.datasets.map(one => [one.connection, { url: database.siteReaderUrl }])),
    identities: [{ kind: 'email', value: address }],
    onRecords: async (_dataset, collection, found) => {
      const all: FoundRecord[] = []
      for await (const some of found.lines()) {
        onText(some.bytes.toString('utf8'))
        all.push(...recordsOf(some))
      }
      records.set(collection, all)
    },
    ...more,
  })
  const keys = (collection: string) => (records.get(collection) ?? []).map(({ key }) => key.join('/'))
  const results = searched.collections.map(one => [
    one.collection,
    one.result,
    'reason' in one ? one.reason : one.count,
  ])
  return { ...searched, records, keys, results }
}
