import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { searchAgain } from '#lib/collection/search-again.ts'
import { viewFindings } from '#lib/collection/view-findings.ts'
import { begin } from '#lib/db/begin.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { checkInvariants } from '#lib/jobs/check-invariants.ts'
import { handlers } from '#lib/jobs/handlers.ts'
import {
  askAndProve,
  type Copy,
  fileOf,
  officer,
  release,
  startPortal,
  untilReviewed,
  untilStatus,
} from '#lib/jobs/portal-for-tests.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { writeRecords } from '#lib/vault/segment.ts'
import { decideCandidates } from './decide-candidates.ts'
import { findCandidates } from './find-candidates.ts'
import { mostRows } from './find-in-source.ts'
import { prefixOf } from './gathered.ts'
import { openShop } from './shop-for-tests.ts'
import { type CandidateRow, readCandidateObjects, readCandidateReview, readCandidates } from './store.ts'
import { viewCandidate, viewCandidateStanding } from './view-candidates.ts'

const reason = 'She wrote that the old account was hers as well.'

let portal: Awaited<ReturnType<typeof startPortal>>
let shop: Awaited<ReturnType<typeof openShop>>
/** Runs of the job that are killed when they have sealed something. */
const killed = new Set<string>()

beforeAll(async () => {
  portal = await startPortal()
  shop = await openShop(portal.database)
  const dying: typeof handlers = {
    ...handlers,
    'find-candidates': async job => {
      if (killed.delete(job.requestId)) {
        await writeRecords(houseVault(), job.requestId, `${prefixOf(job)}half`, nothing())
        throw new Error('Killed.')
      }
      await findCandidates(job)
    },
  }
  await portal.work(dying)
}, 60_000)
afterAll(async () => {
  await shop?.close()
  await portal?.stop()
})

async function* nothing(): AsyncGenerator<unknown> {}

const searched = async (number: number) => {
  const asked = await askAndProve(shop.addressOf(number))
  await untilStatus(asked.ref, 'review')
  await untilReviewed(asked.id)
  return asked
}

const candidatesOf = (id: string) => begin(worker, ({ tx }) => readCandidates(tx, id))
/** How many rows of each collection are candidates. */
const seenIn = (rows: readonly CandidateRow[]) => {
  const seen: { [collection: string]: number } = {}
  for (const { collection, positions } of rows) seen[collection] = (seen[collection] ?? 0) + positions.length
  return seen
}
const said = ({ signs }: CandidateRow) => signs.map(({ sign }) => sign)

const say = async (ref: string, id: string, collection: string, decision: 'theirs' | 'not-theirs') => {
  const one = (await candidatesOf(id)).find(row => row.collection === collection && row.state !== decision)
  expect(await decideCandidates(officer, { ref, candidate: one!.id, decision, reason })).toMatchObject({ ok: true })
  await untilReviewed(id)
}

const countFound = async (ref: string, dataset: string, collection: string): Promise<number> => {
  const found = await viewFindings(officer, { ref, dataset, collection, from: 0, limit: 50 })
  return found.ok && found.value.result === 'found' ? found.value.count : 0
}

const eventsOf = async (id: string, type: string) =>
  (await begin(worker, ({ tx }) => readStream(tx, `request:${id}`)))
    .map(({ event }) => event)
    .filter(event => event.type === type)

const copyOf = async (ref: string, id: string, person: Actor): Promise<Copy> =>
  JSON.parse((await fileOf(person, ref, id, 'dossier.json')).toString('utf8'))

const remarksIn = (copy: Copy): [string, string, number][] =>
  copy.coverage.flatMap(({ collection, remarks }) =>
    (remarks ?? []).map(({ code, count }): [string, string, number] => [collection, code, count]),
  )

test('what hangs on an account said to be theirs waits for an officer as well, across databases, and is in no copy', async () => {
  const { ref, id, person } = await searched(1)
  expect(seenIn(await candidatesOf(id))).toEqual({ account: 1, call: 1 })
  await say(ref, id, 'account', 'theirs')
  const rows = await candidatesOf(id)
  expect(seenIn(rows)).toEqual({ account: 1, call: 1, orders: 2, ticket: 1, comment: 2, gift: 1, item: 2 })
  const orders = rows.find(one => one.collection === 'orders')!
  expect(orders).toMatchObject({ kinds: [], state: 'open', inCopy: false, hangingUnread: null })
  expect(said(orders)[0]).toBe('hangs-on-theirs')
  expect(said(orders)).not.toContain('another-visitor')
  expect(said(orders)).not.toContain('nobody-else')
  // Found by the telephone they share, and it hangs on the account: one candidate, and both are said.
  const call = rows.find(one => one.collection === 'call')!
  expect(call).toMatchObject({ kinds: ['phone'], state: 'open' })
  expect(said(call)).toContain('hangs-on-theirs')
  const ticket = rows.find(one => one.collection === 'ticket')!
  const read = await viewCandidate(officer, { ref, candidate: ticket.id })
  expect(read).toMatchObject({
    value: {
      shown: [
        {
          record: {
            thirdParty: 'held',
            path: ['phone', 'shop.account.phone', 'shop.ticket.account_id'],
          },
        },
      ],
    },
  })
  expect(await viewCandidateStanding(officer, { ref })).toMatchObject({ value: { hanging: false, unread: [] } })
  expect(await eventsOf(id, 'candidates-followed')).toMatchObject([
    { followed: 1, candidates: 6, records: 8, unread: [] },
  ])

  await release(ref, id)
  const copy = await copyOf(ref, id, person)
  expect(remarksIn(copy).sort()).toEqual([
    ['call', 'candidates-left', 1],
    ['comment', 'hanging-left', 2],
    ['gift', 'hanging-left', 1],
    ['item', 'hanging-left', 2],
    ['orders', 'hanging-left', 2],
    ['ticket', 'hanging-left', 1],
  ])
  expect(copy.groups.find(one => one.collection === 'orders')!.records).toHaveLength(1)
  const html = (await fileOf(person, ref, id, 'dossier.html')).toString('utf8')
  expect(html).toContain('added by hand as yours')
  expect(await checkInvariants(worker)).toEqual([])
}, 60_000)

test('said to be theirs it joins the copy and leads on where the walk had ended; taken back, all that hung there goes', async () => {
  const { ref, id, person } = await searched(2)
  const before = await countFound(ref, 'shop', 'orders')
  await say(ref, id, 'account', 'theirs')
  await say(ref, id, 'orders', 'theirs')
  await say(ref, id, 'item', 'theirs')
  expect(await countFound(ref, 'shop', 'orders')).toBe(before + 2)
  expect(await countFound(ref, 'store', 'item')).toBe(3)
  // The map shows gifts and goes no further; behind one that is theirs it goes on.
  expect(seenIn(await candidatesOf(id))).not.toHaveProperty('card')
  await say(ref, id, 'gift', 'theirs')
  expect(seenIn(await candidatesOf(id))).toHaveProperty('card', 1)
  // What was in the copy already lay still while more was found.
  const admitted = await eventsOf(id, 'candidates-admitted')
  expect(admitted).toHaveLength(4)
  expect(admitted.at(-1)).toMatchObject({
    collections: { 'shop.account': 1, 'shop.orders': 2, 'store.item': 2, 'shop.gift': 1 },
  })

  await say(ref, id, 'account', 'not-theirs')
  expect(seenIn(await candidatesOf(id))).toEqual({ account: 1, call: 1 })
  expect(await countFound(ref, 'shop', 'account')).toBe(1)
  expect(await countFound(ref, 'shop', 'orders')).toBe(before)
  expect(await countFound(ref, 'store', 'item')).toBe(1)
  expect(await countFound(ref, 'shop', 'gift')).toBe(0)
  expect(await checkInvariants(worker)).toEqual([])

  await say(ref, id, 'account', 'theirs')
  for (const collection of ['orders', 'item', 'ticket', 'comment', 'comment', 'gift', 'call', 'card'])
    await say(ref, id, collection, 'theirs')
  await release(ref, id)
  const copy = await copyOf(ref, id, person)
  expect(remarksIn(copy)).toEqual([])
  expect(copy.groups.find(one => one.collection === 'item')!.records).toHaveLength(3)
  // It may be another person's as well, and is held as ever.
  expect(copy.coverage.find(one => one.collection === 'ticket')).toMatchObject({ result: 'withheld' })
  expect(await checkInvariants(worker)).toEqual([])
}, 60_000)

test('what hangs on an order that is not theirs is no question any more, and is one again when the order is theirs', async () => {
  const { ref, id } = await searched(9)
  await say(ref, id, 'account', 'theirs')
  const before = seenIn(await candidatesOf(id))
  expect(before).toEqual({ account: 1, call: 1, orders: 2, ticket: 1, comment: 2, gift: 1, item: 2 })
  await say(ref, id, 'orders', 'not-theirs')
  expect(seenIn(await candidatesOf(id))).toEqual({ account: 1, call: 1, orders: 2, ticket: 1, comment: 2 })
  // What is held by an officer's own word, and what hangs on the account itself, stands.
  expect((await candidatesOf(id)).find(one => one.collection === 'account')).toMatchObject({
    inCopy: true,
    hangingUnread: [],
  })
  expect(await viewCandidateStanding(officer, { ref })).toMatchObject({ value: { hanging: false } })
  await say(ref, id, 'ticket', 'not-theirs')
  expect(await eventsOf(id, 'candidates-followed')).toHaveLength(2)
  await say(ref, id, 'orders', 'theirs')
  expect(seenIn(await candidatesOf(id))).toEqual(before)
  await say(ref, id, 'orders', 'not-theirs')
  expect(seenIn(await candidatesOf(id))).not.toHaveProperty('item')
  expect(await countFound(ref, 'shop', 'orders')).toBe(1)
  expect(await checkInvariants(worker)).toEqual([])
}, 120_000)

test('rows that hang on one another in a circle are found once, and asked for at once the package waits', async () => {
  const { ref, id } = await searched(3)
  const account = (await candidatesOf(id)).find(row => row.collection === 'account')!
  await decideCandidates(officer, { ref, candidate: account.id, decision: 'theirs', reason })
  expect(await preparePackage(officer, { ref })).toMatchObject({ ok: true })
  await untilReviewed(id)
  await untilStatus(ref, 'ready')
  expect(await eventsOf(id, 'candidates-followed')).toHaveLength(1)
  await say(ref, id, 'comment', 'theirs')
  expect(await eventsOf(id, 'candidates-followed')).toHaveLength(2)
  // Who answered is another question than who asked: nothing holds the two together.
  const [asked, answer] = (await candidatesOf(id)).filter(one => one.collection === 'comment')
  expect(asked).toMatchObject({ state: 'theirs', inCopy: true, hangingUnread: [] })
  expect(answer).toMatchObject({ state: 'open', inCopy: false, hangingUnread: null })
  expect(await checkInvariants(worker)).toEqual([])
}, 60_000)

test('what was said holds when everything is searched again, also of what hangs on something', async () => {
  const { ref, id } = await searched(4)
  await say(ref, id, 'account', 'theirs')
  await say(ref, id, 'orders', 'theirs')
  await say(ref, id, 'ticket', 'not-theirs')
  const states = async () => (await candidatesOf(id)).map(one => [one.collection, one.state, one.inCopy, one.id]).sort()
  const before = await states()
  expect(await searchAgain(officer, { ref })).toMatchObject({ ok: true })
  await untilStatus(ref, 'review')
  await untilReviewed(id)
  expect(await states()).toEqual(before)
  expect(await countFound(ref, 'shop', 'orders')).toBe(3)
  // All of it was followed in one go.
  expect(await eventsOf(id, 'candidates-followed')).toHaveLength(2)
  expect(await checkInvariants(worker)).toEqual([])
}, 60_000)

test('a job that was killed arrives at the same when it begins again, and leaves nothing behind', async () => {
  const { ref, id } = await searched(5)
  killed.add(id)
  await say(ref, id, 'account', 'theirs')
  expect(killed.has(id)).toBe(false)
  expect(seenIn(await candidatesOf(id))).toMatchObject({ orders: 2, item: 2 })
  const named = new Set(await begin(worker, ({ tx }) => readCandidateObjects(tx, id)))
  const there = (await houseVault().objects(id)).map(({ objectId }) => objectId).filter(one => one.startsWith('c'))
  expect(there.sort()).toEqual([...named].sort())
  expect(await eventsOf(id, 'candidates-followed')).toHaveLength(1)
}, 60_000)

test('what is taken back while it is looked for what hangs there is followed no further, and decisions need not wait', async () => {
  const { ref, id } = await searched(8)
  const rows = await candidatesOf(id)
  const decide = async (collection: string, decision: 'theirs' | 'not-theirs') => {
    const candidate = rows.find(row => row.collection === collection)!.id
    expect(await decideCandidates(officer, { ref, candidate, decision, reason })).toMatchObject({ ok: true })
  }
  const until = async (reached: (review: Awaited<ReturnType<typeof readCandidateReview>>) => boolean) => {
    while (!reached(await begin(worker, ({ tx }) => readCandidateReview(tx, id)))) await sleep(50)
  }
  await shop.whileLocked(async isAsked => {
    await decide('account', 'theirs')
    await until(review => review?.following != null)
    while (!(await isAsked())) await sleep(50)
    await decide('account', 'not-theirs')
    await decide('call', 'theirs')
    await until(review => review?.admission === null)
    expect(await countFound(ref, 'shop', 'call')).toBe(1)
  })
  await untilReviewed(id)
  expect(seenIn(await candidatesOf(id))).toEqual({ account: 1, call: 1 })
  expect(await countFound(ref, 'shop', 'account')).toBe(1)
  expect(await countFound(ref, 'shop', 'call')).toBe(1)
  expect(await checkInvariants(worker)).toEqual([])
}, 60_000)

test('where a source cannot be asked the copy says so, and what hung there before stays', async () => {
  const { ref, id, person } = await searched(6)
  await say(ref, id, 'account', 'theirs')
  await say(ref, id, 'item', 'theirs')
  await shop.whileAway(async () => {
    await say(ref, id, 'orders', 'theirs')
  })
  expect(await viewCandidateStanding(officer, { ref })).toMatchObject({
    value: { unread: [expect.stringMatching(/^store\.item: /)] },
  })
  expect(await countFound(ref, 'store', 'item')).toBe(3)
  await decideCandidates(officer, { ref, candidate: 'rest', decision: 'not-theirs', reason })
  await release(ref, id)
  const unread = remarksIn(await copyOf(ref, id, person)).filter(([, code]) => code === 'hanging-unread')
  expect(unread).toEqual([['item', 'hanging-unread', 3]])
  expect(await checkInvariants(worker)).toEqual([])
}, 60_000)

test('of more rows than anybody can look at the first are candidates, and the copy says that there may be more', async () => {
  const { ref, id } = await searched(7)
  await shop.orderALot(7, mostRows)
  await say(ref, id, 'account', 'theirs')
  const rows = await candidatesOf(id)
  expect(seenIn(rows)).toMatchObject({ orders: mostRows })
  expect(rows.find(one => one.collection === 'account')).toMatchObject({ hangingUnread: ['shop.orders'] })
}, 60_000)
