import { readCoverages } from '#lib/collection/store.ts'
import type { Tx } from '#lib/db/begin.ts'
import { readMaps, readWithholdings } from '#lib/packages/store.ts'
import type { Text } from '#lib/sources/contract.ts'
import { collectionsOf, idOf } from '#lib/sources/data-map.ts'
import { knownMap } from '#lib/sources/known-map.ts'
import type { Level, Sensitivity } from './levels.ts'
import { usualLevels } from './levels-needed.ts'
import { sensitivityOf } from './sensitivity-of.ts'

/** What one found collection asks for before it may leave. */
export type LevelHere = {
  dataset: string
  collection: string
  label: Text
  sensitivity: Sensitivity
  needed: Level
  /** The whole collection is held back, so it asks for nothing. */
  held: boolean
}

/**
 * Step: the level each collection in which something was found needs. Of one that no map describes any more nothing can be said, and no
 * package can be built from it either.
 */
export async function levelsHere(tx: Tx, request: { id: string; attempt: number }): Promise<LevelHere[]> {
  const mapped = (await readMaps(tx)).map(knownMap).flatMap(collectionsOf)
  const known = new Map(mapped.map(one => [idOf(one), one]))
  const held = new Set(
    (await readWithholdings(tx, request.id))
      .filter(row => row.recordHash.length === 0 && row.field === '')
      .map(row => `${row.dataset}.${row.collection}`),
  )
  const found = (await readCoverages(tx, request)).filter(({ result, count }) => result === 'found' && count > 0)
  return found.map(({ dataset, collection }) => {
    const id = `${dataset}.${collection}`
    const here = known.get(id)
    const sensitivity = here ? sensitivityOf(here) : 'plain'
    const label = here?.facts.label ?? id
    return { dataset, collection, label, sensitivity, needed: usualLevels[sensitivity], held: held.has(id) }
  })
}
