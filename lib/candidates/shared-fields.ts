import {
  type Collection,
  collectionsOf,
  type DataMap,
  type Field,
  fieldAt,
  fieldsOf,
  idOf,
  type Match,
} from '#lib/sources/data-map.ts'

/** A field of the map whose value several people may share, and what kind of thing it is: `phone`, `ip`, `device`. */
export type SharedField = { kind: string; field: Field }

export const sharedFields = (collection: Collection): SharedField[] =>
  fieldsOf(collection).flatMap(field =>
    field.locator === 'shared' && field.identity !== null && field.thirdParty === 'never'
      ? [{ kind: field.identity, field }]
      : [],
  )

/** Where whose a row is may be read: in an address of its own, or in the field by which rows hang on somebody's. */
export type Telltale = {
  by: 'address' | 'visitor'
  path: string
  match: Match
  also: { collection: string; path: string } | null
}

/**
 * The fields that hold rows of one person together, the best first: what tells people apart (`locator: unique`), then references that lead
 * here from a row that does. A reference to a product holds nobody together.
 */
export function telltales(map: DataMap, collection: Collection): Telltale[] {
  const known = new Map(collectionsOf(map).map(one => [idOf(one), one]))
  const own = fieldsOf(collection)
    .filter(field => field.identity !== null && field.locator === 'unique' && field.thirdParty === 'never')
    .map(
      ({ identity, path, match }): Telltale => ({
        by: identity === 'email' ? 'address' : 'visitor',
        ...{ path, match, also: null },
      }),
    )
  const led = collection.references.flatMap(({ fields: [path], dataset, collection: name, to, direction, walk }) => {
    const there = known.get(`${dataset}.${name}`)
    if (to.length !== 1 || direction !== 'from' || walk === 'stop' || !there || !tellsPeopleApart(there)) return []
    const match = fieldAt(collection, path!)?.match ?? 'exact'
    return [{ by: 'visitor' as const, path: path!, match, also: { collection: idOf(there), path: to[0]! } }]
  })
  return [...own, ...led]
}

const tellsPeopleApart = (collection: Collection) =>
  fieldsOf(collection).some(({ identity, locator }) => identity !== null && locator === 'unique')
