import type { Temporal } from 'temporal-polyfill'
import { view } from '#lib/kernel/view.ts'
import { readSources } from '#lib/sources/store.ts'
import { readIndexes } from './store.ts'

/** How many people each source knows, as of when, by how many keyed hashes; numbers and nobody. */
export type PeopleOfSource = {
  source: string
  /** Null: not read yet. */
  builtAt: Temporal.Instant | null
  people: number
  identifiers: number
  /** Why the last try came to nothing; empty when it did not. */
  reason: string
}

/** Who can be found where other people are named: the index of each connected source. */
export const viewPeople = view({
  permission: 'source:read',
  async run({ tx }, _query: undefined): Promise<PeopleOfSource[]> {
    const rows = await readIndexes(tx)
    return (await readSources(tx)).map(({ key }) => {
      const row = rows.find(({ source }) => source === key)
      if (!row) return { source: key, builtAt: null, people: 0, identifiers: 0, reason: '' }
      const { source, builtAt, people, identifiers, reason } = row
      return { source, builtAt, people, identifiers, reason }
    })
  },
})
