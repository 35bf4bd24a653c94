import { asc, desc, eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { searches } from '#lib/collection/table.ts'
import { sourceAddress } from '#lib/config/source-address.ts'
import { view } from '#lib/kernel/view.ts'
import { requests } from '#lib/requests/table.ts'
import type { CollectionFacts } from './contract.ts'
import { factsOf } from './data-map.ts'
import { knownMap } from './known-map.ts'
import { sources } from './table.ts'

export type Run = {
  ref: string
  attempt: number
  startedAt: Temporal.Instant
  state: 'waiting' | 'running' | 'done' | 'failed'
  records: number
  decoys: { tried: number; crossed: number }
  reason: string | null
}

export type SourceHealth = {
  key: string
  kind: string
  addedAt: Temporal.Instant
  /** Whether the environment names an address for it; the address itself is nobody's to read. */
  connected: boolean
  collections: CollectionFacts[]
  runs: Run[]
  /** What the last finished run found that no map classifies: `schema.table.column`. */
  unclassified: string[]
}

/** Every place that is searched and how it has been lately. Nothing secret: no address, no password, no map text. */
export const viewSources = view({
  permission: 'source:read',
  async run({ tx }, { runs: most = 8 }: { runs?: number }): Promise<SourceHealth[]> {
    const rows = await tx.select().from(sources).orderBy(asc(sources.key))
    const healths: SourceHealth[] = []
    for (const { key, kind, addedAt, map, connectionVariable } of rows) {
      const runs = await tx
        .select({ ref: requests.ref, search: searches })
        .from(searches)
        .innerJoin(requests, eq(requests.id, searches.requestId))
        .where(eq(searches.source, key))
        .orderBy(desc(searches.startedAt))
        .limit(most)
      healths.push({
        key,
        kind,
        addedAt,
        connected: sourceAddress(connectionVariable) !== undefined,
        collections: factsOf(knownMap({ key, map })),
        runs: runs.map(({ ref, search: { attempt, startedAt, state, records, decoys, reason } }) => ({
          ...{ ref, attempt, startedAt, state, records, reason },
          decoys: { tried: decoys.tried, crossed: decoys.crossed.length },
        })),
        unclassified: runs.find(({ search }) => search.state === 'done')?.search.unclassified ?? [],
      })
    }
    return healths
  },
})
