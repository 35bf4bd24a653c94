import { Temporal } from 'temporal-polyfill'
import type { Catalogue } from '../catalogue.ts'
import { compareCoverage, mapOf } from '../compare-coverage.ts'
import { type Collection, collectionsOf, type DataMap, type Dataset, idOf } from '../data-map.ts'
import type { SourceReader } from '../source-reader.ts'
import { findRelation, mappedRelations, type Reading, readingOf, schemaOf } from './relation.ts'

/** What every reader of tables has in common once it has read the catalogue; `at` is the source's own clock. */
type Tables = Required<Pick<SourceReader, 'catalogue' | 'relationOf' | 'coverage' | 'snapshot'>>

/** The tables of one source as its map has them, and how each is read. */
export const tablesOf = (
  map: DataMap,
  connection: string,
  catalogue: Catalogue,
  { at, lsn }: { at: string; lsn: string | null },
): { tables: Tables; readingFor: (collection: Collection) => Reading } => {
  const mapped = mappedRelations(map, connection, catalogue)
  const datasets = new Map<string, Dataset>(map.datasets.map(dataset => [dataset.key, dataset]))
  const skipped = new Set(collectionsOf(map).flatMap(one => (one.skip ? idOf(one) : [])))
  const readings = new Map<string, Reading>()
  const relationOf = (dataset: Dataset, collection: Collection) => findRelation(dataset, collection, catalogue)
  const tables: Tables = {
    snapshot: { source: connection, at, lsn, fingerprint: catalogue.fingerprint },
    catalogue,
    relationOf,
    coverage: () =>
      compareCoverage(
        mapOf(map, connection),
        catalogue,
        (_dataset, collection) => mapped.get(idOf(collection)) ?? null,
        dataset => schemaOf(dataset, catalogue),
        Temporal.PlainDate.from(at.slice(0, 10)),
      ),
  }
  const readingFor = (collection: Collection): Reading => {
    const known = readings.get(idOf(collection))
    if (known) return known
    const relation = relationOf(datasets.get(collection.dataset)!, collection)
    const reading = readingOf(collection, relation, { mapped, skipped }, catalogue)
    readings.set(idOf(collection), reading)
    return reading
  }
  return { tables, readingFor }
}
