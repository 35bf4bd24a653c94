import { randomInt } from 'node:crypto'
import type { Fact } from './facts.ts'

type Pick = (count: number) => number

/**
 * So many of the facts, each from a collection of its own, from different systems where there are any, and at most one month: of twelve
 * one guesses one. Among equals chance decides, so that nobody can prepare. Null when there are not enough.
 */
export function chooseFacts(facts: readonly Fact[], wanted: number, pick: Pick = randomInt): Fact[] | null {
  const chosen: Fact[] = []
  while (chosen.length < wanted) {
    const open = facts.filter(
      fact =>
        !chosen.some(one => one.dataset === fact.dataset && one.collection === fact.collection) &&
        !(fact.kind === 'month' && chosen.some(one => one.kind === 'month')),
    )
    const elsewhere = open.filter(fact => !chosen.some(one => one.dataset === fact.dataset))
    const from = withoutMonths(elsewhere.length > 0 ? elsewhere : open)
    if (from.length === 0) return null
    chosen.push(from[pick(from.length)]!)
  }
  return chosen
}

/** Words say more than months; a month is asked where nothing else is left. */
function withoutMonths(facts: Fact[]): Fact[] {
  const words = facts.filter(fact => fact.kind !== 'month')
  return words.length > 0 ? words : facts
}
