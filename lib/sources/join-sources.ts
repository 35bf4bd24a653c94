import { sourceAddress } from '#lib/config/source-address.ts'
import { manualKind } from '#lib/owners/owner-words.ts'
import type { DataMap } from './data-map.ts'
import { readMap } from './read-map.ts'
import type { SourceAddresses } from './source-addresses.ts'

/** A source as its row has it. */
export type SourceRow = { key: string; kind: string; map: string; connectionVariable: string }

const fileOf = ({ key, map }: Pick<SourceRow, 'key' | 'map'>) => ({ file: `${key}.yml`, text: map })

/** What is wrong with the maps of these sources taken together: references lead from one into another. */
export const problemsOf = (rows: Pick<SourceRow, 'key' | 'map'>[]) => readMap(rows.map(fileOf)).problems

/** Whether the map of one of them can be searched with, as it stands among the others. */
export const isSound = (rows: SourceRow[], key: string): boolean =>
  !problemsOf(rows).some(problem => problem.file === `${key}.yml`)

/**
 * All connected sources as one map, each a connection under its key, with the addresses that the environment has: the way to what one
 * source holds of a person may lead through another.
 */
export const joinSources = (rows: SourceRow[]): { map: DataMap; addresses: SourceAddresses } => ({
  map: {
    // What a colleague answers for is no place to walk through.
    datasets: rows
      .filter(({ kind }) => kind !== manualKind)
      .flatMap(row => readMap([fileOf(row)]).map.datasets.map(dataset => ({ ...dataset, connection: row.key }))),
  },
  addresses: Object.fromEntries(
    rows.flatMap(({ key, connectionVariable }) => {
      const url = sourceAddress(connectionVariable)
      return url === undefined ? [] : [[key, { url }]]
    }),
  ),
})
