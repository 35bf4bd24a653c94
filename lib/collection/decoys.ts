import { createHash } from 'node:crypto'
import type { Identity } from '#lib/sources/contract.ts'
import type { NearMiss } from '#lib/sources/probe.ts'
import { type Pick, type Rule, rules } from './near-miss-rules.ts'

const picker = (address: string): Pick => {
  let count = 0
  return below => createHash('sha256').update(`${address}\0${count++}`).digest().readUIntBE(0, 6) % below
}

/** One of each rule in turn, so that a small number still tries every rule. */
function* inTurn(rounds: Iterator<NearMiss>[]): Generator<NearMiss> {
  let open = rounds
  while (open.length > 0) {
    const still: Iterator<NearMiss>[] = []
    for (const round of open) {
      const next = round.next()
      if (next.done) continue
      still.push(round)
      yield next.value
    }
    open = still
  }
}

function* madeBy(rule: Rule, address: string): Generator<NearMiss> {
  const at = address.lastIndexOf('@')
  const pick = picker(`${rule.name}\0${address}`)
  for (let round = 0; round < (rule.rounds ?? 1); round++)
    for (const value of rule.make(address.slice(0, at), address.slice(at + 1), pick))
      yield { kind: 'email', value, rule: rule.name }
}

/**
 * At most `count` identities that are nearly a person's and nobody's, the same ones every time, to be tried by the same
 * extraction: a matcher that lets one through would let another person's rows into the copy. Addresses that are another person's have to be
 * taken out by whoever knows them: `searchSource` does.
 */
export const nearMissesOf = (identities: Identity[], count: number): NearMiss[] => {
  const addresses = identities.filter(one => one.kind === 'email').map(one => one.value.toLowerCase())
  const found = new Map<string, NearMiss>()
  for (const one of inTurn(addresses.flatMap(address => rules.map(rule => madeBy(rule, address))))) {
    if (found.size >= count) break
    const folded = one.value.toLowerCase()
    if (folded !== '' && !addresses.includes(folded) && !found.has(folded)) found.set(folded, one)
  }
  return [...found.values()]
}
