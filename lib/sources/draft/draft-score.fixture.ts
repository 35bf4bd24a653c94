import { collectionsOf, type DataMap, fieldsOf, idOf } from '../data-map.ts'
import { readMap } from '../read-map.ts'
import type { Example } from '../schemas/four-schemas.fixture.ts'
import { type DraftCollection, isPersonal } from './guess-map.ts'
import { tableId } from './shape.ts'

/** What was proposed against what is right: `right` of `proposed`, out of `wanted`. */
export type Score = { wanted: number; proposed: number; right: number; missed: string[]; wrong: string[] }

const score = (wanted: Set<string>, proposed: Set<string>): Score => ({
  wanted: wanted.size,
  proposed: proposed.size,
  right: [...proposed].filter(one => wanted.has(one)).length,
  missed: [...wanted].filter(one => !proposed.has(one)).sort(),
  wrong: [...proposed].filter(one => !wanted.has(one)).sort(),
})

const personalIn = (map: DataMap) =>
  collectionsOf(map).flatMap(collection =>
    fieldsOf(collection)
      .filter(field => field.categories.some(category => category.startsWith('user')))
      .map(field => `${idOf(collection)}.${field.path}`),
  )

const referencesIn = (map: DataMap) =>
  collectionsOf(map).flatMap(collection =>
    collection.references.map(
      one => `${idOf(collection)}.${one.fields.join('+')} -> ${one.dataset}.${one.collection}.${one.to.join('+')}`,
    ),
  )

const referencesOf = (draft: DraftCollection[]) =>
  draft.flatMap(({ table, fields, composite }) =>
    [...fields.flatMap(field => field.references), ...composite].map(
      one => `${tableId(table)}.${one.fields.join('+')} -> ${one.to}.${one.keys.join('+')}`,
    ),
  )

const identitiesIn = (map: DataMap) =>
  collectionsOf(map).flatMap(collection =>
    fieldsOf(collection)
      .filter(field => field.identity === 'email')
      .map(field => `${idOf(collection)}.${field.path}`),
  )

/** Compares a draft with the map a careful person wrote for the same database. */
export const scoreDraft = (
  draft: DraftCollection[],
  { map: yaml }: Pick<Example, 'map'>,
): { [part in 'personal' | 'references' | 'identities']: Score } => {
  const { map } = readMap([{ file: 'oracle.yml', text: yaml }])
  const columns = draft.flatMap(({ table, fields }) =>
    fields.map(field => ({ name: `${tableId(table)}.${field.column.name}`, field })),
  )
  const names = (wanted: typeof columns) => new Set(wanted.map(({ name }) => name))
  return {
    personal: score(new Set(personalIn(map)), names(columns.filter(({ field }) => isPersonal(field)))),
    references: score(new Set(referencesIn(map)), new Set(referencesOf(draft))),
    identities: score(new Set(identitiesIn(map)), names(columns.filter(({ field }) => field.identity !== null))),
  }
}
