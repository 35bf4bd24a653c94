import type { FoundRecord } from '#lib/sources/contract.ts'
import { type Collection, connectionOf, type DataMap, idOf } from '#lib/sources/data-map.ts'
import type { Plan } from '#lib/sources/graph.ts'
import { usualLimits } from '#lib/sources/limits.ts'
import { type Opened, readerIn } from '#lib/sources/open-sources.ts'
import { type Reason, readReason, reason, reasonText, SourceFailure } from '#lib/sources/reason.ts'
import { recordsOf } from '#lib/sources/records-of.ts'
import { type Arrival, type Gather, walkFrom } from '#lib/sources/walk.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords } from '#lib/vault/segment.ts'
import { mostRows } from './find-in-source.ts'
import { type Bundle, type Gathered, type Place, placeId } from './gathered.ts'
import { ledPast, startsAt } from './hanging.ts'
import { Links } from './links.ts'
import { type Own, takeConfirmed, type Watch } from './own.ts'
import { type Clues, readHanging } from './read-clues.ts'
import { telltales } from './shared-fields.ts'

export type Following = {
  requestId: string
  map: DataMap
  /** Down from rows that are the person's. */
  plan: Plan
  opened: Opened
  own: Own
  watch: Watch
  gathered: Gathered
  /** How the search of a collection itself ended. */
  ended: Map<string, { result: string; reason: string | null }>
  /** What could not be looked at, each with the reason: `shop.orders: timeout`. */
  unread: Set<string>
  /** Leaves what hung there before as it lies: nobody could look again. */
  keepHanging(collection: string): void
}

/** `links`: what hangs on what, of all rows that were come by. */
type Walking = Following & { links: Links }

type Start = { place: Place; objectId: string; bundle: Bundle }

/**
 * Looks for what hangs on rows that an officer said are the person's, candidate by candidate, and for what hangs on such of it of which they
 * said so before; until nothing new hangs. What is found so waits for an officer like everything else, and leads nowhere before. What hangs on
 * nothing but rows of which an officer said that they are not the person's is no question any more.
 */
export async function followConfirmed(given: Following): Promise<void> {
  const following = { ...given, links: new Links(given.plan) }
  const next = () => {
    for (const one of following.gathered.bundles())
      if (one.bundle.state === 'theirs' && one.bundle.hangingUnread === null) return one
    return undefined
  }
  for (let start = next(); start; start = next()) start.bundle.hangingUnread = await follow(following, start)
  const { gathered, links } = following
  for (const { bundle } of gathered.bundles()) if (bundle.state === 'not-theirs') bundle.hangingUnread = ledPast
  gathered.loosen(links.loose(row => gathered.bundleOf(row)?.state ?? 'theirs'))
}

/** Gives the collections in which nobody could look. */
async function follow(following: Walking, start: Start): Promise<string[]> {
  const { map, plan, opened, own, watch, gathered, links } = following
  const id = placeId(start.place)
  const collection = plan.collections.get(id)
  if (!collection) return []
  const rows = await rowsOf(following, start)
  for (const row of rows) {
    takeConfirmed(own, watch, collection, row)
    links.take(id, gathered.hashOf(start.place, row), row)
  }
  const gather: Gather = async (there, ...asked) => readerIn(opened, connectionOf(map, there)).gather(there, ...asked)
  const { arrivals, failed: lost } = await walkFrom(plan, startsAt(id, rows), gather, usualLimits.maxKeys)
  for (const [there, ways] of arrivals) {
    const why = lost.get(there) ?? (await readThere(following, start.bundle, plan.collections.get(there)!, ways))
    if (why) lost.set(there, why)
  }
  for (const [there, why] of lost) {
    following.unread.add(`${there}: ${reasonText(why)}`)
    following.keepHanging(there)
  }
  return [...lost.keys()].sort()
}

async function rowsOf({ requestId }: Following, { objectId, bundle }: Start): Promise<FoundRecord[]> {
  const wanted = new Set(bundle.positions)
  const rows: FoundRecord[] = []
  let position = 0
  for await (const record of readRecords(houseVault(), requestId, objectId)) {
    if (wanted.delete(position++)) rows.push(record as FoundRecord)
    if (wanted.size === 0) break
  }
  return rows
}

/** Seals what hangs in one collection on one candidate; gives the reason where that was not, or not all of it, to be seen. */
async function readThere(
  following: Walking,
  on: Bundle,
  there: Collection,
  ways: Arrival[],
): Promise<Reason | undefined> {
  const { map, own, gathered, ended } = following
  // Where its own search failed nobody knows which rows are the person's already.
  const { result, reason: why } = ended.get(idOf(there)) ?? { result: 'failed', reason: null }
  if (result === 'failed') return why === null ? reason('source-unavailable') : readReason(why)
  const source = connectionOf(map, there)
  const place = { source, dataset: there.dataset, collection: there.name }
  const left = { rows: false }
  try {
    await gathered.seal(own, place, hangingIn(following, { on, there, ways }, left))
    return left.rows ? reason('too-many-rows', String(mostRows)) : undefined
  } catch (thrown) {
    if (!(thrown instanceof SourceFailure)) throw thrown
    return thrown.reason.code === 'counted-elsewhere' ? undefined : thrown.reason
  }
}

/** The rows that hang in one collection and are neither the person's already nor a candidate; `left` says whether there are more. */
async function* hangingIn(
  { map, opened, own, gathered, links }: Walking,
  { on, there, ways }: { on: Bundle; there: Collection; ways: Arrival[] },
  left: { rows: boolean },
): AsyncGenerator<{ record: FoundRecord; clues: Clues }> {
  const found = own.rows.get(idOf(there))
  const tells = telltales(map, there)
  const where = { dataset: there.dataset, collection: there.name }
  let room = mostRows - gathered.countIn(idOf(there))
  for await (const some of readerIn(opened, connectionOf(map, there)).read(there, ways)) {
    for (const record of recordsOf(some)) {
      if (found?.has(record.key)) continue
      const hash = gathered.hashOf(where, record)
      links.take(idOf(there), hash, record)
      const known = gathered.bundleOf(hash)
      // Round a circle of references rows hang on themselves, which says nothing.
      if (known === on) continue
      if (known) sayHangs(known)
      else if (room-- > 0) yield { record, clues: readHanging(own, tells, there, record) }
      else left.rows = true
    }
    if (left.rows) return
  }
}

/** Found by what several people may share, and it hangs on what was said to be the person's: one candidate, with both said. */
function sayHangs({ signs }: Bundle): void {
  if (!signs.some(({ sign }) => sign === 'hangs-on-theirs')) signs.unshift({ sign: 'hangs-on-theirs', number: 0 })
}
