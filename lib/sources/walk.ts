import type { FoundRecord, Identity } from './contract.ts'
import { type Collection, type Field, fieldAt, idOf } from './data-map.ts'
import { type Edge, thirdOf } from './edges.ts'
import { behind, type Plan } from './graph.ts'
import { formsOf } from './identity-forms.ts'
import { type Reason, reason, SourceFailure } from './reason.ts'
import { keysAt, type Row } from './row-values.ts'

/** One way into a collection: rows whose `fields` hold one of `keys`, how the walk came here, and whose the rows then are. */
export type Arrival = {
  fields: Field[]
  keys: string[][]
  path: string[]
  third: FoundRecord['thirdParty']
}

/** Whoever lists a whole collection came by no way at all. */
export const noWay: Arrival = { fields: [], keys: [], path: [], third: 'no' }

/** How far the walk may go on: anywhere, only to what hangs on the row, or no further. */
type Reach = 'anywhere' | 'down' | 'no-further'

/** Rows of one collection that are in hand already, how the walk came to them, and whose they are. */
export type Start = Pick<Arrival, 'path' | 'third'> & { collection: string; rows: Row[] }

type Step = Arrival & { collection: string; reach: Reach; by: number | null }

/** The person's own rows first, then the shortest way: a row that is reached twice is told by the best. */
export const bestFirst = (arrivals: Arrival[]): Arrival[] => {
  const rank = { no: 0, held: 1, shown: 2 }
  return [...arrivals].sort((a, b) => rank[a.third] - rank[b.third] || a.path.length - b.path.length)
}

/** What a source answers during the walk: the distinct values of `fields` in the rows of one arrival. Throws SourceFailure. */
export type Gather = (collection: Collection, arrival: Arrival, fields: Field[]) => Promise<string[][]>

export type Walked = { arrivals: Map<string, Arrival[]>; failed: Map<string, Reason> }

const thirds: FoundRecord['thirdParty'][] = ['no', 'held', 'shown']
const reaches: Reach[] = ['anywhere', 'down', 'no-further']

/** Both may be said of one row: held for the officer is the more careful. */
const and = (a: FoundRecord['thirdParty'], b: FoundRecord['thirdParty']): FoundRecord['thirdParty'] =>
  a === 'held' || b === 'held' ? 'held' : a === 'shown' || b === 'shown' ? 'shown' : 'no'

const narrower = (a: Reach, b: Reach): Reach => reaches[Math.max(reaches.indexOf(a), reaches.indexOf(b))]!

const reachOf = (collection: Collection, edge: Edge | null, before: Reach): Reach => {
  if (edge && edge.walk !== 'follow') return 'no-further'
  if (collection.walk !== null) return collection.walk === 'follow' ? 'anywhere' : 'no-further'
  const own = { never: 'anywhere', maybe: 'down', always: 'no-further' } as const
  return narrower(before, own[collection.thirdParty])
}

const fieldsId = (fields: Field[]) => fields.map(field => field.path).join('\0')

const label = (collection: Collection, fields: Field[]) =>
  `${idOf(collection)}.${fields.map(field => field.path).join('+')}`

/** Remembers which keys were followed and with how much freedom, so that cycles end and nothing is asked twice. */
class Seen {
  readonly #seen = new Map<string, Map<string, number>>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** The keys of a step that are new, or that now come as more the person's own than before. */
  fresh({ collection, fields, keys, third, reach }: Step): string[][] {
    const id = `${collection}\0${fieldsId(fields)}`
    const known = this.#seen.get(id) ?? new Map<string, number>()
    this.#seen.set(id, known)
    // Nine combinations of third and reach, one bit each: a key is stale when an equal or freer one was seen.
    const rank = (t: number, r: number) => 1 << (t * 3 + r)
    let freer = 0
    for (let t = 0; t <= thirds.indexOf(third); t++)
      for (let r = 0; r <= reaches.indexOf(reach); r++) freer |= rank(t, r)
    const own = rank(thirds.indexOf(third), reaches.indexOf(reach))
    const fresh = keys.filter(key => {
      const text = key.length === 1 ? key[0]! : JSON.stringify(key)
      const bits = known.get(text) ?? 0
      known.set(text, bits | own)
      return (bits & freer) === 0
    })
    if (known.size > this.#most) throw new SourceFailure(reason('too-many-keys', String(this.#most)))
    return fresh
  }
}

/** The fields that one lies in, the outermost first. */
const above = (collection: Collection, { names }: Field): Field[] =>
  names.slice(0, -1).flatMap((_, index) => fieldAt(collection, names.slice(0, index + 1).join('.')) ?? [])

/** Whether a row was found by one object of a list: the other objects may be other people's (Fides: `return_all_elements`). */
const besideOthers = (collection: Collection, fields: Field[]): boolean =>
  fields.some(field => above(collection, field).some(one => one.array && !one.returnAllElements))

/** Whose rows are that are reached by some fields, and how far the walk goes on from them. */
const reached = (there: Collection, fields: Field[], edge: Edge | null, before: Reach) => {
  const third = thirdOf(there.thirdParty)
  const reach = reachOf(there, edge, before)
  return besideOthers(there, fields) ? { third: and(third, 'held'), reach: narrower(reach, 'down') } : { third, reach }
}

const entrySteps = (plan: Plan, identities: Identity[]): Step[] =>
  plan.entries.flatMap(({ kind, collection, field }) => {
    const forms = identities.filter(identity => identity.kind === kind).flatMap(formsOf)
    const there = plan.collections.get(collection)!
    const path = [kind, label(there, [field])]
    const keys = forms.map(form => [form])
    return keys.length === 0
      ? []
      : [{ collection, fields: [field], keys, path, by: null, ...reached(there, [field], null, 'anywhere') }]
  })

const edgesFrom = (plan: Plan, { collection, reach, by }: Step): Edge[] => {
  const edges = plan.edges.get(collection) ?? []
  if (reach === 'anywhere') return edges
  // From a row that may be another's, back along the same reference lie that other's rows.
  return reach === 'down' ? edges.filter(edge => edge.down && edge.reference !== by) : []
}

const stepAlong = (plan: Plan, step: Step, edge: Edge, keys: string[][]): Step => {
  const here = plan.collections.get(edge.from)!
  const there = plan.collections.get(edge.to)!
  const leaving = edge.fromFields.every(field => field.primaryKey) ? [] : [label(here, edge.fromFields)]
  const arriving = label(there, edge.toFields)
  const { third, reach } = reached(there, edge.toFields, edge, step.reach)
  return {
    collection: edge.to,
    fields: edge.toFields,
    keys,
    path: [...step.path, ...leaving.filter(one => one !== step.path.at(-1)), arriving],
    third: and(and(step.third, edge.third), third),
    reach,
    by: edge.reference,
  }
}

const keep = (arrivals: Map<string, Arrival[]>, { collection, fields, keys, path, third }: Step) => {
  const known = arrivals.get(collection) ?? []
  const same = known.find(
    one => one.third === third && fieldsId(one.fields) === fieldsId(fields) && one.path.join('\0') === path.join('\0'),
  )
  if (same) same.keys = same.keys.concat(keys)
  else arrivals.set(collection, [...known, { fields, keys: [...keys], path, third }])
}

/** The keys stand in the rows: nobody is asked for them. */
const stepsFrom = (plan: Plan, { collection, rows, path, third }: Start): Step[] => {
  const reach = reachOf(plan.collections.get(collection)!, null, 'down')
  const step: Step = { collection, fields: [], keys: [], path, third, reach, by: null }
  return edgesFrom(plan, step).flatMap(edge => {
    const keys = new Map(rows.flatMap(row => keysAt(row, edge.fromFields)).map(key => [JSON.stringify(key), key]))
    return keys.size === 0 ? [] : [stepAlong(plan, step, edge, [...keys.values()])]
  })
}

/** Asks once for each set of columns that leave a collection, however many references use it. */
const follow = async (plan: Plan, step: Step, gather: Gather): Promise<Step[]> => {
  const byFields = new Map<string, Edge[]>()
  for (const edge of edgesFrom(plan, step)) {
    const id = fieldsId(edge.fromFields)
    byFields.set(id, [...(byFields.get(id) ?? []), edge])
  }
  const next: Step[] = []
  for (const edges of byFields.values()) {
    const keys = await gather(plan.collections.get(step.collection)!, step, edges[0]!.fromFields)
    if (keys.length > 0) next.push(...edges.map(edge => stepAlong(plan, step, edge, keys)))
  }
  return next
}

/**
 * Walks from the identities to every row that is reached, breadth first, until nothing new is found, and gives for every
 * collection the ways in. Records are not read here, only the keys that lead on, at most `maxKeys` for each field
 * (they are held in memory). A collection that fails takes those behind it along: they might lack rows.
 */
export const walk = (plan: Plan, identities: Identity[], gather: Gather, maxKeys: number): Promise<Walked> =>
  goOn(plan, entrySteps(plan, identities), gather, maxKeys)

/** The same from rows that are in hand, to what hangs on them; they are no part of what it gives, unless a reference leads back to them. */
export const walkFrom = (plan: Plan, starts: Start[], gather: Gather, maxKeys: number): Promise<Walked> =>
  goOn(
    plan,
    starts.flatMap(start => stepsFrom(plan, start)),
    gather,
    maxKeys,
  )

const goOn = async (plan: Plan, queue: Step[], gather: Gather, maxKeys: number): Promise<Walked> => {
  const arrivals = new Map<string, Arrival[]>()
  const failed = new Map<string, Reason>()
  const seen = new Seen(maxKeys)
  for (let step = queue.shift(); step; step = queue.shift()) {
    if (failed.has(step.collection)) continue
    try {
      const fresh = { ...step, keys: seen.fresh(step) }
      if (fresh.keys.length === 0) continue
      keep(arrivals, fresh)
      queue.push(...(await follow(plan, fresh, gather)))
    } catch (thrown) {
      if (!(thrown instanceof SourceFailure)) throw thrown
      failed.set(step.collection, thrown.reason)
    }
  }
  for (const id of [...failed.keys()])
    for (const lost of behind(plan, id)) if (!failed.has(lost)) failed.set(lost, reason('depends-on-failed', id))
  return { arrivals, failed }
}
