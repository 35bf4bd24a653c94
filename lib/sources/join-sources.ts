import { sourceAddress, sourcePassword } from '#lib/config/source-address.ts'
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
export const joinSources = (rows: SourceRow[]): { map: DataMap; addresses: SourceAddresses } => {
  // What a colleague answers for is no place to walk through.
  const read = rows
    .filter(({ kind }) => kind !== manualKind)
    .map(row => ({ ...row, datasets: readMap([fileOf(row)]).map.datasets }))
  return {
    map: {
      datasets: read.flatMap(({ key, datasets }) => datasets.map(dataset => ({ ...dataset, connection: key }))),
    },
    addresses: Object.fromEntries(
      read.flatMap(({ key, connectionVariable, datasets }) => {
        const url = sourceAddress(connectionVariable)
        const variable = datasets.find(({ passwordEnv }) => passwordEnv !== null)?.passwordEnv ?? null
        const password = variable === null ? undefined : sourcePassword(variable)
        return url === undefined ? [] : [[key, { url, password }]]
      }),
    ),
  }
}
