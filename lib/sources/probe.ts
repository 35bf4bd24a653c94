import type { Identity } from './contract.ts'
import type { Plan } from './graph.ts'
import { SourceFailure } from './reason.ts'
import type { SourceReader } from './source-reader.ts'
import { walk } from './walk.ts'

/** An identity that is nearly the person's, and the rule it was made by. */
export type NearMiss = Identity & { rule: string }

/** How many near-misses were tried, and where one reached a row: which collection, by which rule. No values. */
export type Probed = { tried: number; crossed: { collection: string; rule: string }[] }

type Source = Pick<SourceReader, 'gather' | 'touches' | 'known'>

const same = (a: Identity, b: Identity) => a.kind === b.kind && a.value.toLowerCase() === b.value.toLowerCase()

/** A near-miss that is somebody's identity is no near-miss: that person's rows are rightly found by it. */
const nobodys = async (plan: Plan, own: Identity[], all: NearMiss[], { known }: Source): Promise<NearMiss[]> => {
  let left = all.filter(one => !own.some(identity => same(identity, one)))
  for (const { kind, collection, field } of plan.entries) {
    const values = left.filter(one => one.kind === kind).map(one => one.value)
    if (values.length === 0) continue
    try {
      const held = await known(plan.collections.get(collection)!, field, values)
      left = left.filter(one => one.kind !== kind || !held.has(one.value))
    } catch (thrown) {
      // The collection itself is reported as failed; its near-misses cannot be judged there.
      if (!(thrown instanceof SourceFailure)) throw thrown
    }
  }
  return left
}

/** The collections in which the extraction, run for these identities, reaches any row. */
const reached = async (plan: Plan, identities: Identity[], source: Source, maxKeys: number): Promise<string[]> => {
  const { arrivals } = await walk(plan, identities, source.gather, maxKeys)
  const found: string[] = []
  for (const [id, ways] of arrivals) {
    try {
      if (await source.touches(plan.collections.get(id)!, ways)) found.push(id)
    } catch (thrown) {
      if (!(thrown instanceof SourceFailure)) throw thrown
    }
  }
  return found
}

/**
 * Runs the same extraction for identities that are nobody's. A row they reach would reach the wrong person in the same way.
 * All at once first; only when something was reached one by one, to say by which rule.
 */
export const probe = async (
  plan: Plan,
  own: Identity[],
  nearMisses: NearMiss[],
  source: Source,
  maxKeys: number,
): Promise<Probed> => {
  const tried = await nobodys(plan, own, nearMisses, source)
  if (tried.length === 0 || (await reached(plan, tried, source, maxKeys)).length === 0)
    return { tried: tried.length, crossed: [] }
  const crossed = new Map<string, { collection: string; rule: string }>()
  for (const one of tried)
    for (const collection of await reached(plan, [one], source, maxKeys))
      crossed.set(`${collection}\0${one.rule}`, { collection, rule: one.rule })
  return { tried: tried.length, crossed: [...crossed.values()] }
}
