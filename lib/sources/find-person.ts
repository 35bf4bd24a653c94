import type { Snapshot } from './contract.ts'
import type { DataMap } from './data-map.ts'
import { searchSource } from './search.ts'
import type { SourceAddresses } from './source-addresses.ts'

/** What a dry run tells: which rows there are, by their keys, and no value of them. */
export type FoundKeys = {
  collections: {
    dataset: string
    collection: string
    result: 'found' | 'empty' | 'failed' | 'unreachable'
    count: number
    keys: string[][]
    path: string[]
    /** How many of the rows are another person's as well. */
    thirdParty: number
    reason: string | null
  }[]
  notCovered: string[]
  snapshots: Snapshot[]
}

/** Looks for one address in every source of the map. Stores nothing and mails nobody. */
export const findPerson = async (map: DataMap, addresses: SourceAddresses, email: string): Promise<FoundKeys> => {
  const keys = new Map<string, { all: string[][]; thirdParty: number }>()
  const { collections, unclassified, snapshots } = await searchSource({
    map,
    addresses,
    identities: [{ kind: 'email', value: email }],
    onRecords: async (dataset, collection, records) => {
      const found = { all: [] as string[][], thirdParty: 0 }
      for await (const { key, thirdParty } of records) {
        found.all.push(key)
        if (thirdParty !== 'no') found.thirdParty++
      }
      keys.set(`${dataset}.${collection}`, found)
    },
  })
  return {
    collections: collections.map(one => {
      const found = one.result === 'found' ? keys.get(`${one.dataset}.${one.collection}`) : undefined
      return {
        dataset: one.dataset,
        collection: one.collection,
        result: one.result,
        count: one.count,
        keys: found?.all ?? [],
        path: one.path,
        thirdParty: found?.thirdParty ?? 0,
        reason: one.reason ?? null,
      }
    }),
    notCovered: unclassified,
    snapshots,
  }
}
