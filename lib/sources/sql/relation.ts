import { ancestors, type Catalogue, nameOf, type Relation } from '../catalogue.ts'
import { type Collection, type DataMap, type Dataset, fieldsOf, idOf } from '../data-map.ts'
import { reason, SourceFailure } from '../reason.ts'
import { columnFor } from './mapped-column.ts'

/** The schema of a dataset: as the map says, else one named like the dataset, else public. */
export const schemaOf = (dataset: Dataset, { relations }: Catalogue): string =>
  dataset.schema ?? (relations.some(one => one.schema === dataset.key) ? dataset.key : 'public')

/** The table or view that a collection is. Throws SourceFailure `table-missing`. */
export const findRelation = (dataset: Dataset, collection: Collection, catalogue: Catalogue): Relation => {
  const schema = schemaOf(dataset, catalogue)
  const found = catalogue.relations.find(one => one.schema === schema && one.name === collection.name)
  if (!found) throw new SourceFailure(reason('table-missing', `${schema}.${collection.name}`))
  return found
}

/** A relation as one search reads it. */
export type Reading = {
  relation: Relation
  /** Names of the columns that make a row's key, in the order of the map; empty when nothing identifies a row. */
  key: string[]
  /** Tables whose rows come along with this one's and are read with collections of their own. */
  without: string[]
}

const keyOf = (collection: Collection, relation: Relation): string[] => {
  const mapped = collection.fields.filter(field => field.primaryKey).map(field => columnFor(relation, field).name)
  return mapped.length > 0 ? mapped : relation.key
}

/** All collections of one source that have a table, by their id. */
export const mappedRelations = (map: DataMap, connection: string, catalogue: Catalogue): Map<string, Relation> => {
  const mapped = new Map<string, Relation>()
  for (const dataset of map.datasets.filter(one => one.connection === connection)) {
    for (const collection of dataset.collections) {
      try {
        mapped.set(idOf(collection), findRelation(dataset, collection, catalogue))
      } catch {
        // The search of that very collection reports it.
      }
    }
  }
  return mapped
}

/**
 * How to read a collection so that no row is read twice: partitions that are collections themselves are left to those, and a
 * view over mapped tables that are searched is not read at all. Throws SourceFailure when the table or a mapped column is missing.
 */
export const readingOf = (
  collection: Collection,
  relation: Relation,
  { mapped, skipped }: { mapped: Map<string, Relation>; skipped: Set<string> },
  catalogue: Catalogue,
): Reading => {
  for (const field of fieldsOf(collection)) columnFor(relation, field)
  const all = new Map(catalogue.relations.map(one => [one.id, one]))
  const others = [...mapped].filter(([id, one]) => id !== idOf(collection) && one.id !== relation.id)
  const opaque = [relation, ...ancestors(relation, all, 'reads')].some(one => one.opaque)
  if (opaque && others.some(([id, one]) => one.kind !== 'v' && !skipped.has(id)))
    throw new SourceFailure(reason('view-opaque', nameOf(relation)))
  // What the map leaves out of the search is counted nowhere: a view of it may be how it is meant to be read.
  const counted = new Set(others.flatMap(([id, one]) => (skipped.has(id) ? [] : one.id)))
  const source = ancestors(relation, all, 'reads').find(one => counted.has(one.id))
  if (source) throw new SourceFailure(reason('counted-elsewhere', nameOf(source)))
  const below = others.map(([, other]) => other).filter(other => ancestors(other, all, 'parents').includes(relation))
  // A row lies in the last table of its branch, which may be far below the one that is mapped.
  const without = catalogue.relations.filter(one =>
    [one, ...ancestors(one, all, 'parents')].some(above => below.some(({ id }) => id === above.id)),
  )
  return { relation, key: keyOf(collection, relation), without: without.map(one => one.id) }
}
