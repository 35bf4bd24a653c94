import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { raiseDispute } from '#lib/disputes/raise-dispute.ts'
import { assignRequest } from './assign-request.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { refuseRequest } from './refuse-request.ts'
import { askForCopy, prove, requestInReview, startSearch } from './request-for-tests.ts'
import { findRequests, readRef } from './view-found-requests.ts'
import { viewWorkList, type WorkQuery } from './view-work-list.ts'
import { type WorkFilter, workFilters } from './work-list-store.ts'

let desk: Desk
const made: { [name: string]: string } = {}

const meddle = (ref: string, set: string) =>
  desk.peek.query(
    `select set_config('dossier.tx', 'test', false); update dossier.request set ${set} where ref = '${ref}'`,
  )

beforeAll(async () => {
  desk = await openDesk()
  made.unproved = (await askForCopy()).ref
  const proved = await askForCopy()
  await prove(proved)
  made.collecting = proved.ref
  await startSearch(proved.ref)
  made.review = (await requestInReview()).ref
  made.failed = (await requestInReview({ failed: 'permission-denied' })).ref
  made.mine = (await requestInReview()).ref
  await assignRequest(desk.officer, { ref: made.mine, to: desk.officer.id })
  made.overdue = (await requestInReview()).ref
  await meddle(
    made.overdue,
    "due_on = current_date - 3, due_at = now() - interval '2 days', safe_on = current_date - 4",
  )
  made.soon = (await requestInReview()).ref
  await meddle(made.soon, "due_on = current_date + 5, due_at = now() + interval '5 days', safe_on = current_date + 4")
  const british = await askForCopy(undefined, 'GB')
  const complains = await prove(british)
  made.british = british.ref
  await raiseDispute(complains, { ref: british.ref, kind: 'complaint', text: 'You left out everything before 2024.' })
  made.refused = (await requestInReview()).ref
  await refuseRequest(desk.officer, {
    ref: made.refused,
    ground: 'exempt',
    reason: 'A law restricts the right in this case.',
  })
})
afterAll(() => desk.close())

const list = async (query: WorkQuery) => {
  const found = await viewWorkList(desk.officer, query)
  if (!found.ok) throw new Error(found.why)
  return found.value
}

/** Each list said once more, in plain SQL. */
const inSql: { [filter in WorkFilter]: string } = {
  open: "status in ('proved', 'collecting', 'review', 'ready')",
  overdue: "status in ('proved', 'collecting', 'review', 'ready') and due_at <= now()",
  duties: "id in (select s.request_id from dossier.dispute s where s.state <> 'decided')",
  soon: "status in ('proved', 'collecting', 'review', 'ready') and due_at > now() and due_on <= (now() at time zone 'Europe/Dublin')::date + 7",
  officer: "status in ('review', 'ready')",
  failed: `status in ('proved', 'collecting', 'review', 'ready') and (
    id in (select request_id from dossier.search s where state = 'failed' and s.attempt = request.attempt)
    or id in (select request_id from dossier.coverage c where result = 'failed' and c.attempt = request.attempt))`,
  mine: "status in ('proved', 'collecting', 'review', 'ready') and assigned_to = $1",
  unassigned: "status in ('proved', 'collecting', 'review', 'ready') and assigned_to is null",
  person: "status = 'received'",
  closed: "status in ('released', 'refused', 'withdrawn', 'lapsed', 'closed')",
}

const refsInSql = async (filter: WorkFilter, besides = 'true') => {
  const order = filter === 'closed' ? 'received_at desc, id desc' : 'due_at, id'
  const text = `select ref from dossier.request where (${inSql[filter]}) and (${besides}) order by ${order}`
  return (await desk.peek.query(text, filter === 'mine' ? [desk.officer.id] : [])).rows.map(row => String(row.ref))
}

describe('the work list', () => {
  test.each([...workFilters])('“%s” shows what SQL says, in its order, and counts it', async filter => {
    const expected = await refsInSql(filter)
    const { rows, counts } = await list({ filter })
    expect(rows.map(row => row.ref)).toEqual(expected)
    expect(expected.length).toBeGreaterThan(0)
    if (filter !== 'closed') expect(counts[filter]).toBe(expected.length)
  })

  test.each([
    [{ country: 'GB' }, "country = 'GB'"],
    [{ rule: 'uk_gdpr.access' }, "'uk_gdpr.access' = any(rules)"],
    [{ status: 'review' }, "status = 'review'"],
    [
      { right: 'access', country: 'IE', status: 'review' },
      "\"right\" = 'access' and country = 'IE' and status = 'review'",
    ],
    [{ country: 'ZZ' }, "country = 'ZZ'"],
  ] as const)('narrowed to %j every list shows and counts what SQL says, page by page', async (narrow, besides) => {
    for (const filter of workFilters) {
      const expected = await refsInSql(filter, besides)
      const seen: string[] = []
      let page = await list({ filter, narrow, limit: 2 })
      if (filter !== 'closed') expect([filter, page.counts[filter]]).toEqual([filter, expected.length])
      for (;;) {
        seen.push(...page.rows.map(row => row.ref))
        if (!page.next) break
        page = await list({ filter, narrow, limit: 2, cursor: page.next })
      }
      expect([filter, seen]).toEqual([filter, expected])
    }
  })

  test('what is late stands first and says how late; nobody reads a name off the list', async () => {
    const { rows } = await list({ filter: 'open' })
    expect(rows[0]).toMatchObject({ ref: made.overdue, overdue: true, pressing: false })
    expect(rows[0]!.daysLeft).toBeLessThan(0)
    expect(rows[1]).toMatchObject({ ref: made.soon, overdue: false, pressing: true })
    expect(JSON.stringify(rows)).not.toContain('example.org')
  })

  test('a complaint that waits says by when, and is unmissable once its day has passed', async () => {
    const dutyOf = async () => (await list({ filter: 'duties' })).rows.find(({ ref }) => ref === made.british)?.duty
    expect(await dutyOf()).toMatchObject({ duty: 'complaint_acknowledgement', late: false })
    expect((await list({ filter: 'open' })).counts.lateDuties).toBe(0)
    const move = (by: string) =>
      desk.peek.query(
        `select set_config('dossier.tx', 'test', false);
         update dossier.deadline set due_at = due_at + interval '${by}' where duty = 'complaint_acknowledgement'`,
      )
    await move('-40 days')
    expect(await dutyOf()).toMatchObject({ late: true })
    expect((await list({ filter: 'mine' })).counts).toMatchObject({ duties: 1, lateDuties: 1 })
    await move('40 days')
  })

  test('what nobody proved stands apart: it cannot bury what somebody did', async () => {
    const { rows } = await list({ filter: 'open' })
    expect(rows.map(row => row.ref)).not.toContain(made.unproved)
    expect((await list({ filter: 'person' })).rows.map(row => row.ref)).toEqual([made.unproved])
  })

  test.each(['open', 'closed'] as const)(
    '“%s” is paged by key, forth and back, without a gap or a repetition',
    async filter => {
      const expected = await refsInSql(filter)
      const forth: string[][] = []
      let page = await list({ filter, limit: 2 })
      expect(page.previous).toBeNull()
      for (;;) {
        forth.push(page.rows.map(row => row.ref))
        if (!page.next) break
        page = await list({ filter, limit: 2, cursor: page.next })
      }
      expect(forth.flat()).toEqual(expected)
      const back: string[][] = [forth.at(-1)!]
      while (page.previous) {
        page = await list({ filter, limit: 2, cursor: page.previous })
        back.unshift(page.rows.map(row => row.ref))
      }
      expect(back.flat()).toEqual(expected)
    },
  )

  test('the auditor has lists of their own, a person none', async () => {
    expect(await viewWorkList(desk.auditor, { filter: 'open' })).toEqual({ ok: false, why: 'not-allowed' })
    const person = { kind: 'person', id: desk.officer.id, provedAt: '2026-01-01T00:00:00Z' } as const
    expect(await viewWorkList(person, { filter: 'open' })).toEqual({ ok: false, why: 'not-allowed' })
  })
})

describe('finding a request', () => {
  const find = async (q: unknown) => {
    const found = await findRequests(desk.officer, { q })
    return found.ok ? found.value : found.why
  }

  test('by its reference, as it is read aloud', async () => {
    const ref = made.review!
    expect(await find(ref)).toEqual([ref])
    expect(await find(` ${ref.toLowerCase().replaceAll('-', ' ')} `)).toEqual([ref])
    expect(readRef(ref.slice(2).replace('-', ''))).toBe(ref)
  })

  test('by exactly the address, in any case, and by no other', async () => {
    const { ref } = await askForCopy('Find.Me_here@example.org')
    expect(await find('find.me_HERE@example.org')).toEqual([ref])
    for (const near of ['find.me@example.org', 'findXme_here@example.org', 'find.me-here@example.org', '%@example.org'])
      expect(await find(near)).toEqual([])
  })

  test('what cannot be either finds nothing, and that somebody searched is recorded', async () => {
    for (const nonsense of ['', '   ', 'D-', "'; drop table request; --", null, { a: 1 }, 'x'.repeat(9999)])
      expect(await find(nonsense)).toEqual([])
    const text =
      "select count(*)::int as n from dossier.history_event where stream = $1 and type = 'looked' and data->>'at' = 'search'"
    const before = (await desk.peek.query(text, [`looks:${desk.officer.id}`])).rows[0].n
    await find('nobody@example.org')
    expect((await desk.peek.query(text, [`looks:${desk.officer.id}`])).rows[0].n).toBe(before + 1)
  })
})
