import type { FoundRecord } from './contract.ts'
import { type Collection, type Field, fieldAt, idOf, type Reference, type ThirdParty, type Walk } from './data-map.ts'

/** Where a search starts: a field that holds identities of one kind. */
export type Entry = { kind: string; collection: string; field: Field }

/** One reference in one direction: values of `fromFields` are looked for in `toFields`. */
export type Edge = {
  /** Number of the reference in the map; both directions of a reference share it. */
  reference: number
  from: string
  to: string
  fromFields: Field[]
  toFields: Field[]
  directed: boolean
  /** Whether the walk goes on behind the rows this leads to. */
  walk: Walk
  /** Whose the rows at the end are. */
  third: FoundRecord['thirdParty']
  /** Leads from a row to what hangs on it: leaves from the row's own key or, where the map names none, arrives where the reference is written. */
  down: boolean
}

const thirds = { never: 'no', maybe: 'held', always: 'shown' } as const

/** Whose a row is, as the map says it. */
export const thirdOf = (said: ThirdParty): FoundRecord['thirdParty'] => thirds[said]

/** Art. 15(4): a reference to somebody else is not followed unless the map says what to show. */
const walkOf = ({ walk, thirdParty }: Pick<Reference, 'walk' | 'thirdParty'>): Walk =>
  walk ?? (thirdParty === 'always' ? 'stop' : thirdParty === 'maybe' ? 'show' : 'follow')

const resolve = (collection: Collection | undefined, paths: string[]): Field[] | null => {
  const found = paths.map(path => collection && fieldAt(collection, path))
  return found.every(field => field !== undefined) ? found : null
}

const both = (reference: Reference, number: number, from: Collection, to: Collection): Edge[] => {
  const here = resolve(from, reference.fields)
  const there = resolve(to, reference.to)
  if (!here || !there) return []
  const said = { reference: number, walk: walkOf(reference), third: thirdOf(reference.thirdParty) }
  const directed = reference.direction !== 'away'
  const isKey = (collection: Collection, fields: Field[]) =>
    collection.fields.some(field => field.primaryKey)
      ? fields.every(field => field.primaryKey)
      : collection === to && from !== to
  const edge = (a: Collection, b: Collection, fromFields: Field[], toFields: Field[]): Edge => ({
    ...said,
    from: idOf(a),
    to: idOf(b),
    fromFields,
    toFields,
    directed,
    down: isKey(a, fromFields),
  })
  const forth = edge(from, to, here, there)
  const back = edge(to, from, there, here)
  if (reference.direction === 'to') return [forth]
  if (reference.direction === 'from') return [back]
  return from === to ? [] : [forth, back]
}

/** All references between collections that are searched, in the order of the map. */
export const edgesOf = (walked: Collection[], collections: Map<string, Collection>): Edge[] => {
  let number = 0
  return walked.flatMap(from =>
    from.references.flatMap(reference => {
      const to = collections.get(`${reference.dataset}.${reference.collection}`)
      return to && !to.skip ? both(reference, number++, from, to) : []
    }),
  )
}

/** Edges by the collection they leave. */
export const byStart = (edges: Edge[]): Map<string, Edge[]> => {
  const out = new Map<string, Edge[]>()
  for (const edge of edges) out.set(edge.from, [...(out.get(edge.from) ?? []), edge])
  return out
}
