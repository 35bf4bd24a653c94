import { collectionsOf, type DataMap, fieldsOf } from '#lib/sources/data-map.ts'
import type { Material } from './assemble-package.ts'
import type { SourceFacts } from './content.ts'

/** What the certificate says of one source: how much of it is described, what was found, what was left out on purpose and why. */
export const sourceFacts = (key: string, map: DataMap, material: Material): SourceFacts => {
  const collections = collectionsOf(map)
  const day = material.package.requestedAt.toString().slice(0, 10)
  const rows = material.coverages.filter(({ source }) => source === key)
  return {
    source: key,
    tables: collections.length,
    columns: collections.reduce((sum, collection) => sum + fieldsOf(collection).length, 0),
    records: rows.reduce((sum, { count }) => sum + count, 0),
    // One that is over counts no more: its columns are named as not described.
    excluded: map.datasets.flatMap(dataset =>
      dataset.exclude
        .filter(({ expires }) => expires >= day)
        .map(({ table, column, reason }) => ({
          what: [dataset.key, table, ...(column === null ? [] : [column])].join('.'),
          reason,
        })),
    ),
    ...(map.datasets[0] && { label: map.datasets[0].label }),
  }
}
