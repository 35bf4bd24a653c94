import { isPlaceOf } from '#lib/collection/seal-collection.ts'
import { readCoverages } from '#lib/collection/store.ts'
import type { Tx } from '#lib/db/begin.ts'
import { type Entry, readStream } from '#lib/history/read-stream.ts'
import { manualKind } from '#lib/owners/owner-words.ts'
import { type Collection, collectionsOf, idOf } from '#lib/sources/data-map.ts'
import { kinds } from '#lib/sources/kinds.ts'
import { knownMap } from '#lib/sources/known-map.ts'
import { readMaps, readWithholdings } from './store.ts'

type Source = Pick<Awaited<ReturnType<typeof readMaps>>[number], 'key' | 'kind' | 'map'>

/**
 * The collections whose records may be known otherwise after another search: a line of a file by where it stands, a row without a key by all
 * it holds, a colleague's answer by its question.
 */
export const mayMove = (sources: readonly Source[]): Set<string> =>
  new Set(
    sources.flatMap(source => {
      const loose = source.kind === manualKind || kinds[source.kind]?.schemes.includes('file')
      const hasKey = ({ fields }: Collection) => fields.some(({ primaryKey }) => primaryKey)
      return collectionsOf(knownMap(source)).flatMap(one => (loose || !hasKey(one) ? [idOf(one)] : []))
    }),
  )

/**
 * Step: the collections in which a record or a value was withheld before they were found anew and otherwise, while their records may move:
 * what was withheld may be another one now, and what an officer meant may stand in the copy. Until something is withheld there anew, be it all of it for a moment.
 */
export async function findMoved(tx: Tx, request: { id: string; attempt: number }): Promise<string[]> {
  // Words that were withheld are known again by what they are; a whole collection does not move.
  const held = (await readWithholdings(tx, request.id)).filter(row => row.span === '' && row.recordHash.length > 0)
  if (held.length === 0) return []
  const moving = mayMove(await readMaps(tx))
  const history = await readStream(tx, `request:${request.id}`)
  const moved = (await readCoverages(tx, request)).filter(
    ({ dataset, collection, result }) =>
      result === 'found' &&
      moving.has(`${dataset}.${collection}`) &&
      held.some(
        row =>
          row.dataset === dataset && row.collection === collection && hasMoved(history, row.id, dataset, collection),
      ),
  )
  return moved.map(({ dataset, collection }) => `${dataset}.${collection}`)
}

/** Whether what a search found last in a collection is not what had been found when this was withheld. */
function hasMoved(history: readonly Entry[], withholding: string, dataset: string, collection: string): boolean {
  const when = history.findIndex(({ event }) => event.type === 'value-withheld' && event.withholding === withholding)
  const found = history.flatMap(({ event }, index) => {
    const segments = event.type === 'source-searched' ? Object.entries(event.segments) : []
    return segments.flatMap(([id, hash]) => (isPlaceOf(id, dataset, collection) ? [{ index, hash }] : []))
  })
  const [before, last] = [found.findLast(({ index }) => index < when), found.at(-1)]
  if (last === undefined || last.index < when || last.hash === before?.hash) return false
  const since = history.slice(last.index).map(({ event }) => event)
  return !since.some(one => one.type === 'value-withheld' && one.collection === `${dataset}.${collection}`)
}
