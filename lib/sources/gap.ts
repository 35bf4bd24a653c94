import { type Collection, collectionsOf, type DataMap, fieldsOf, idOf } from './data-map.ts'
import { type ReasonCode, readReason } from './reason.ts'

type Ended = { result: string; reason: string | null }

/** Why nobody searched a place and nothing is missing: its rows are counted elsewhere, or are other people's by the word of the map (Art. 15(4) GDPR). */
const noGap: ReadonlySet<string> = new Set<ReasonCode>(['counted-elsewhere', 'through-others-only'])

/** A view over tables that are searched: no place of its own. */
export const isCountedElsewhere = ({ result, reason }: Ended): boolean =>
  result === 'unreachable' && reason !== null && readReason(reason).code === 'counted-elsewhere'

/** Whether something about people may stand in a collection: its map says so, says it of no field, or is not known. */
const holdsPeople = (collection: Collection | undefined): boolean => {
  const fields = collection ? fieldsOf(collection) : []
  const categories = fields.flatMap(field => field.categories)
  return categories.length === 0 || categories.some(isPersonal) || fields.some(({ identity }) => identity !== null)
}

const isPersonal = (category: string): boolean => category.split('.')[0] === 'user'

/**
 * Whether a copy lacks, or may lack, what stands in a collection: its search failed, or nobody could look there at all. Personal data that no
 * search can reach is within Art. 15 GDPR like any other, also where the map leaves it out.
 */
function isGap(row: Ended, collection: Collection | undefined): boolean {
  if (row.result === 'failed') return true
  const why = row.reason === null ? '' : readReason(row.reason).code
  return row.result === 'unreachable' && !noGap.has(why) && holdsPeople(collection)
}

/** Those of the rows that are gaps, by what the maps say of their collections. */
export function gapsIn<Row extends Ended & { dataset: string; collection: string }>(
  rows: readonly Row[],
  maps: readonly DataMap[],
): Row[] {
  const mapped = new Map(maps.flatMap(collectionsOf).map(one => [idOf(one), one]))
  return rows.filter(row => isGap(row, mapped.get(`${row.dataset}.${row.collection}`)))
}
