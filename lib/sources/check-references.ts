import { checkHttp } from './check-http.ts'
import { type Collection, type DataMap, type Field, fieldsOf, type Reference } from './data-map.ts'
import type { MapProblem, MapProblemCode, Place, Places } from './map-problem.ts'
import { nearestKey } from './nearest-key.ts'

type Complain = (about: object, code: MapProblemCode, what: string, nearest?: string | null) => void

const duplicates = <T extends object>(parts: T[], nameOf: (part: T) => string, complain: Complain) => {
  const seen = new Set<string>()
  for (const part of parts) {
    if (seen.has(nameOf(part))) complain(part, 'duplicate', nameOf(part))
    seen.add(nameOf(part))
  }
}

const checkFields = (fields: Field[], complain: Complain) => {
  duplicates(fields, field => field.name, complain)
  for (const field of fields) {
    if (field.returnAllElements && !field.array) complain(field, 'not-an-array', field.path)
    checkFields(field.fields, complain)
  }
}

type Index = Map<string, Map<string, { collection: Collection; paths: Set<string> }>>

const indexOf = (map: DataMap): Index =>
  new Map(
    map.datasets.map(dataset => [
      dataset.key,
      new Map(
        dataset.collections.map(collection => [
          collection.name,
          { collection, paths: new Set(fieldsOf(collection).map(field => field.path)) },
        ]),
      ),
    ]),
  )

const checkReference = (reference: Reference, from: Collection, index: Index, complain: Complain) => {
  const { dataset, collection, fields, to, direction } = reference
  const own = index.get(from.dataset)!.get(from.name)!.paths
  for (const field of fields) if (!own.has(field)) complain(reference, 'unknown-field', field, nearestKey(field, own))
  if (fields.length !== to.length || fields.length === 0) complain(reference, 'unequal-keys', fields.join(', '))
  const there = index.get(dataset)
  if (!there) return complain(reference, 'unknown-dataset', dataset, nearestKey(dataset, index.keys()))
  const target = there.get(collection)
  if (!target) return complain(reference, 'unknown-collection', collection, nearestKey(collection, there.keys()))
  for (const field of to)
    if (!target.paths.has(field)) complain(reference, 'unknown-field', field, nearestKey(field, target.paths))
  if (target.collection === from && direction === 'away') complain(reference, 'direction-needed', fields.join(', '))
}

/** What only the whole map can tell: names used twice, references to what is not there, anchors that are no field. */
export const checkReferences = (map: DataMap, places: Places, problems: MapProblem[]): void => {
  const complain: Complain = (about, code, what, nearest = null) => {
    const place: Place = places.get(about) ?? { file: '', line: 1, column: 1 }
    problems.push({ ...place, code, what, nearest })
  }
  duplicates(map.datasets, dataset => dataset.key, complain)
  const index = indexOf(map)
  for (const dataset of map.datasets) {
    duplicates(dataset.collections, collection => collection.name, complain)
    for (const collection of dataset.collections) {
      checkFields(collection.fields, complain)
      checkHttp(collection, dataset.kind, complain)
      const paths = new Set(fieldsOf(collection).map(field => field.path))
      const anchor = collection.facts.retention?.anchor
      if (anchor !== undefined && !paths.has(anchor))
        complain(collection, 'unknown-field', anchor, nearestKey(anchor, paths))
      for (const field of Object.values(collection.facts.disclosures ?? {}))
        if (field !== null && !paths.has(field)) complain(collection, 'unknown-field', field, nearestKey(field, paths))
      if (collection.entered && !paths.has(collection.entered))
        complain(collection, 'unknown-field', collection.entered, nearestKey(collection.entered, paths))
      for (const reference of collection.references) checkReference(reference, collection, index, complain)
    }
  }
}
