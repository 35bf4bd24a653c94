import { type Sign, type SignName, signs } from './candidate-words.ts'
import type { Own } from './own.ts'
import type { Clues } from './read-clues.ts'

/** Rows that belong to one another, by their places among the rows given, and what speaks for and against them. */
export type Weighed = { rows: number[]; kinds: string[]; signs: Sign[] }

const day = 24 * 60 * 60 * 1000
/** A number that was theirs a month ago may be another's; an address of a network sooner. */
const farDays = 30
const nearDays = 1

/**
 * Puts the candidates of one collection together by what holds them, and weighs each bundle: what it has in common with the person beside
 * the shared locator, and what tells them apart. What hangs on rows that were said to be the person's is given by itself, all of it on the same
 * rows: these hold together what nothing else does. Pure. What most speaks for comes first.
 */
export function weigh(own: Pick<Own, 'values'>, rows: readonly Clues[]): Weighed[] {
  const bundles = new Map<string, number[]>()
  for (const [index, { held, device, hits, hangs }] of rows.entries()) {
    const loose = hangs ? [] : device === '' ? [index] : [device, ...hits.map(({ kind, value }) => `${kind} ${value}`)]
    const id = JSON.stringify(held ? [held.path, held.value] : loose)
    bundles.set(id, [...(bundles.get(id) ?? []), index])
  }
  const behind = whoIsBehind(rows)
  return [...bundles.values()]
    .map(indexes => {
      const clues = indexes.map(index => rows[index]!)
      const kinds = [...new Set(clues.flatMap(({ hits }) => hits.map(({ kind }) => kind)))].sort()
      return { rows: indexes, kinds, signs: signsOf(own, clues, kinds, behind) }
    })
    .sort((a, b) => score(b.signs) - score(a.signs) || a.rows[0]! - b.rows[0]!)
}

/** Of each shared value, by whom else it is used: what holds the others' rows together. */
function whoIsBehind(rows: readonly Clues[]): Map<string, Set<string>> {
  const behind = new Map<string, Set<string>>()
  for (const { hits, held, address } of rows) {
    const another = held && (held.visitor === 'another' || (held.visitor === null && address === 'another'))
    for (const { kind, value } of another ? hits : [])
      behind.set(`${kind} ${value}`, (behind.get(`${kind} ${value}`) ?? new Set()).add(held!.value))
  }
  return behind
}

function signsOf(
  own: Pick<Own, 'values'>,
  clues: readonly Clues[],
  kinds: readonly string[],
  behind: Map<string, Set<string>>,
): Sign[] {
  const found: Sign[] = []
  const say = (sign: SignName, number = 0) => found.push({ sign, number })
  const any = (fits: (one: Clues) => boolean) => clues.some(fits)
  if (any(({ hangs }) => hangs)) say('hangs-on-theirs')
  if (any(({ name }) => name === 'same')) say('same-name')
  if (any(({ address }) => address === 'same')) say('same-address')
  if (any(({ held }) => held?.visitor === 'same')) say('same-visitor')
  if (kinds.length > 1) say('several-shared', kinds.length)
  const days = daysApart(own, clues)
  if (days !== null && days <= nearDays) say('near-in-time', days)
  const others = new Set(
    clues.flatMap(({ hits }) => hits.flatMap(({ kind, value }) => [...(behind.get(`${kind} ${value}`) ?? [])])),
  )
  if (kinds.length > 0 && others.size === 0) say('nobody-else')
  if (any(({ name }) => name === 'another')) say('another-name')
  if (any(({ address }) => address === 'another')) say('another-address')
  if (any(({ held }) => held?.visitor === 'another')) say('another-visitor')
  if (days !== null && days > farDays) say('far-in-time', days)
  if (others.size > 1) say('several-behind', others.size)
  if (clues.every(({ name, address, held }) => !name && !address && !held)) say('nothing-else')
  return found
}

/** Whole days between a row and the time in which the person's own rows show the same value; null where nobody knows. */
function daysApart({ values }: Pick<Own, 'values'>, clues: readonly Clues[]): number | null {
  const apart = clues.flatMap(({ hits, at }) =>
    hits.flatMap(({ kind, value }) => {
      const use = values.get(kind)?.get(value)
      if (at === null || !use || use.first === null || use.last === null) return []
      return [Math.floor(Math.max(0, use.first - at, at - use.last) / day)]
    }),
  )
  return apart.length === 0 ? null : Math.min(...apart)
}

/** More others than this behind one number or address are a crowd: an office, a café, a provider. */
const crowd = 3

/**
 * Whether a candidate is one of a crowd and says itself that it is another visitor's: nobody could be told by such an address, and nobody
 * should have to read about so many strangers.
 */
export const isOfCrowd = ({ signs }: Weighed): boolean =>
  signs.some(({ sign }) => sign === 'another-visitor') &&
  signs.some(({ sign, number }) => sign === 'several-behind' && number > crowd) &&
  !signs.some(({ sign }) => sign === 'same-name' || sign === 'same-address' || sign === 'several-shared')

const weight: { [sign in SignName]: number } = {
  ...{ 'hangs-on-theirs': 8 },
  ...{ 'same-name': 4, 'same-address': 8, 'same-visitor': 8, 'several-shared': 2, 'near-in-time': 2, 'nobody-else': 1 },
  ...{
    'another-name': 4,
    'another-address': 3,
    'another-visitor': 3,
    'far-in-time': 3,
    'several-behind': 2,
    'nothing-else': 0,
  },
}

const score = (found: readonly Sign[]): number =>
  found.reduce((sum, { sign }) => sum + (signs[sign] === 'for' ? weight[sign] : -weight[sign]), 0)
