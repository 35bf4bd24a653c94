import { Temporal } from 'temporal-polyfill'
import { ancestors, type Catalogue, columnOf, nameOf, type Relation } from './catalogue.ts'
import { type Collection, type DataMap, type Dataset, type Exclusion, idOf } from './data-map.ts'

/** A table of the catalogue and what the map makes of it. Columns are `schema.table.column`. */
export type Coverage = {
  tables: number
  columns: number
  /** Columns that no map classifies. A copy cannot be called complete while there is one. */
  unclassified: string[]
  /** Columns and tables that the map has and the database has not. */
  missing: string[]
  /** Exclusions whose date has passed: their columns are unclassified again. */
  expired: { column: string; owner: string; expires: string }[]
}

type Located = { dataset: Dataset; collection: Collection; relation: Relation | null }

/** Finds the relation of a collection, or null: every kind of source knows its own names. */
export type Locate = (dataset: Dataset, collection: Collection) => Relation | null

const excludes = (exclusion: Exclusion, schema: string, relation: Relation, column: string | null) =>
  (exclusion.schema ?? schema) === relation.schema &&
  (exclusion.table === '*' || exclusion.table === relation.name) &&
  (exclusion.column === null || exclusion.column === column)

const covers = (collection: Collection, name: string) => collection.fields.some(field => field.name === name)

const missingOf = ({ collection, relation }: Located): string[] =>
  relation === null
    ? [idOf(collection)]
    : collection.fields
        .filter(field => columnOf(relation, field.name) === undefined)
        .map(field => `${nameOf(relation)}.${field.name}`)

/**
 * Compares the map with the live catalogue, column by column: every table, partition, view, materialised view and foreign
 * table. Partitions and child tables inherit what the map says of their parents' columns, unless they are collections of their own: then
 * their rows are read as those say and not with their parents'.
 * `schemaOf` names the schema of a dataset; `today` decides which exclusions still count.
 */
export const compareCoverage = (
  map: DataMap,
  catalogue: Catalogue,
  locate: Locate,
  schemaOf: (dataset: Dataset) => string,
  today: Temporal.PlainDate,
): Coverage => {
  const located: Located[] = map.datasets.flatMap(dataset =>
    dataset.collections.map(collection => ({ dataset, collection, relation: locate(dataset, collection) })),
  )
  const collections = new Map<string, Collection[]>()
  for (const { collection, relation } of located)
    if (relation) collections.set(relation.id, [...(collections.get(relation.id) ?? []), collection])
  const exclusions = map.datasets.flatMap(dataset =>
    dataset.exclude.map(exclusion => ({
      exclusion,
      schema: schemaOf(dataset),
      over: Temporal.PlainDate.compare(exclusion.expires, today) < 0,
    })),
  )
  const all = new Map(catalogue.relations.map(relation => [relation.id, relation]))
  const unclassified: string[] = []
  const expired: Coverage['expired'] = []
  for (const relation of catalogue.relations) {
    const family = [relation, ...ancestors(relation, all, 'parents')]
    const read = collections.has(relation.id) ? [relation] : family
    for (const { name } of relation.columns) {
      if (read.some(one => (collections.get(one.id) ?? []).some(collection => covers(collection, name)))) continue
      const excluded = exclusions.filter(({ exclusion, schema }) =>
        family.some(one => columnOf(one, name) && excludes(exclusion, schema, one, name)),
      )
      if (excluded.some(({ over }) => !over)) continue
      const column = `${nameOf(relation)}.${name}`
      unclassified.push(column)
      for (const { exclusion } of excluded) expired.push({ column, owner: exclusion.owner, expires: exclusion.expires })
    }
  }
  return {
    tables: catalogue.relations.length,
    columns: catalogue.relations.reduce((sum, relation) => sum + relation.columns.length, 0),
    unclassified,
    missing: located.flatMap(missingOf),
    expired,
  }
}

/** The part of a map that lies in one source. */
export const mapOf = (map: DataMap, connection: string): DataMap => ({
  datasets: map.datasets.filter(dataset => dataset.connection === connection),
})

export const connectionsOf = (map: DataMap): string[] => [...new Set(map.datasets.map(dataset => dataset.connection))]
