import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { retryFailed } from '#lib/collection/retry-failed.ts'
import { searchAgain } from '#lib/collection/search-again.ts'
import { viewFindings } from '#lib/collection/view-findings.ts'
import { begin } from '#lib/db/begin.ts'
import { errand } from '#lib/db/roles.ts'
import { people } from '#lib/demo/people.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { checkInvariants } from '#lib/jobs/check-invariants.ts'
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
import { decideCandidates } from './decide-candidates.ts'
import { findCandidates } from './find-candidates.ts'
import { type CandidateRow, readCandidateReview, readCandidates } from './store.ts'
import { viewCandidate, viewCandidateStanding, viewCandidates } from './view-candidates.ts'

const reason = 'The number belongs to the whole household of the two.'
const auditor: Actor = { kind: 'auditor', id: '018f2f40-0000-7000-8000-000000000001' }

let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  portal = await startPortal()
  await portal.work()
}, 60_000)
afterAll(() => portal?.stop())

const searched = async (address: string) => {
  const asked = await askAndProve(address)
  await untilStatus(asked.ref, 'review')
  await untilReviewed(asked.id)
  return asked
}

const candidatesOf = (id: string) => begin(worker, ({ tx }) => readCandidates(tx, id))
const eventsOf = async (id: string) =>
  (await begin(worker, ({ tx }) => readStream(tx, `request:${id}`))).map(({ event }) => event)
const count = (rows: readonly CandidateRow[], collection: string) =>
  rows.filter(one => one.collection === collection).reduce((sum, { positions }) => sum + positions.length, 0)

/** How many rows of a table carry an address, by hand. */
const rowsWith = (table: string, address: string): Promise<number> =>
  errand(portal.database.siteUrl, async sql => {
    const [row] = await sql`select count(*)::int as n from ${sql('site')}.${sql(table)} where lower(email) = ${address}`
    return row!.n
  })

/** How many rows of a table carry a telephone of the person and are not theirs, by hand. */
const sharingWith = (table: string, address: string): Promise<number> =>
  errand(portal.database.siteUrl, async sql => {
    const [row] = await sql`select count(*)::int as n from ${sql('site')}.${sql(table)} where lower(email) <> ${address}
      and phone in (select phone from site.contact where lower(email) = ${address}
        union select phone from site.form_request where lower(email) = ${address})`
    return row!.n
  })

const packed = async (id: string): Promise<number> =>
  (await portal.peek.query("select records from dossier.package where request_id = $1 and state = 'ready'", [id]))
    .rows[0].records

const countFound = async (id: string): Promise<number> =>
  (await portal.peek.query('select sum(count)::int as n from dossier.coverage where request_id = $1', [id])).rows[0].n

const copyOf = async (ref: string, id: string, person: Actor): Promise<Copy> =>
  JSON.parse((await fileOf(person, ref, id, 'dossier.json')).toString('utf8'))

describe('two who share a telephone', () => {
  test('neither gets the other’s rows; they are candidates, with what speaks for and against', async () => {
    const { ref, id, person } = await searched(people.aoife.email)
    const rows = await candidatesOf(id)
    for (const table of ['contact', 'form_request'])
      expect(count(rows, table)).toBe(await sharingWith(table, people.aoife.email))
    expect(count(rows, 'form_request')).toBeGreaterThan(0)
    const contact = rows.find(one => one.collection === 'contact')!
    expect(contact).toMatchObject({ kinds: ['phone'], state: 'open', inCopy: false })
    const said = contact.signs.map(({ sign }) => sign)
    expect(said).toEqual(expect.arrayContaining(['another-name', 'another-address']))
    expect(said).not.toContain('same-name')
    // Codes and counts: whoever reads the table reads nobody's name, number or address.
    expect(JSON.stringify(rows)).not.toMatch(/cormac|915 0117/i)

    await release(ref, id)
    const copy = await copyOf(ref, id, person)
    expect(JSON.stringify(copy.groups)).not.toContain(people.cormac.email)
    const covered = copy.coverage.find(one => one.collection === 'contact')
    expect(covered).toMatchObject({ remarks: [{ code: 'candidates-left', count: count(rows, 'contact') }] })
    const html = (await fileOf(person, ref, id, 'dossier.html')).toString('utf8')
    expect(html).toContain('shares a telephone')
    expect(await checkInvariants(worker)).toEqual([])
  }, 60_000)

  test('also where each wrote it in another way', async () => {
    const { email } = people.aoife
    const before = await sharingWith('contact', people.cormac.email)
    expect(before).toBeGreaterThan(0)
    const write = (change: string) =>
      errand(portal.database.siteUrl, sql =>
        sql.unsafe(`update site.contact set phone = ${change} where lower(email) = $1`, [email]),
      )
    await write("regexp_replace(phone, '^[+]353 20 ([0-9]+) ([0-9]+)$', '(020) \\1-\\2')")
    expect(await sharingWith('contact', people.cormac.email)).toBe(0)
    try {
      const rows = await candidatesOf((await searched(people.cormac.email)).id)
      expect(count(rows, 'contact')).toBe(before)
    } finally {
      await write("regexp_replace(phone, '^[(]020[)] ([0-9]+)-([0-9]+)$', '+353 20 \\1 \\2')")
    }
    expect(await sharingWith('contact', people.cormac.email)).toBe(before)
  }, 60_000)

  test('what an officer says is theirs joins the findings, is looked through for other people, and can be taken out again', async () => {
    const { ref, id, person } = await searched(people.cormac.email)
    const [contact] = (await candidatesOf(id)).filter(one => one.collection === 'contact')
    const answer = { ref, candidate: contact!.id, decision: 'theirs', reason } as const
    expect(await decideCandidates(auditor, answer)).toMatchObject({ why: 'not-allowed' })
    expect(await decideCandidates(officer, { ...answer, reason: 'Short.' })).toMatchObject({ why: 'invalid' })
    expect(await decideCandidates(officer, { ...answer, candidate: 'rest' })).toMatchObject({
      fields: { decision: ['candidate.one-by-one'] },
    })
    expect(await decideCandidates(officer, { ...answer, ref: 'D-2222-2222' })).toMatchObject({ why: 'not-found' })
    expect(await decideCandidates(officer, answer)).toMatchObject({ ok: true })
    // Asked for at once: the build waits until the row lies with the others.
    await preparePackage(officer, { ref })
    await untilReviewed(id)
    const where = { ref, dataset: 'site', collection: 'contact', from: 0, limit: 50 }
    const own = await rowsWith('contact', people.cormac.email)
    const added = contact!.positions.length
    expect(await viewFindings(officer, where)).toMatchObject({ value: { count: own + added, result: 'found' } })
    const seen = await viewFindings(officer, where)
    const last = seen.ok ? seen.value.records.at(-1)! : undefined
    expect(last!.record).toMatchObject({ thirdParty: 'no', path: ['phone', 'site.contact.phone'] })
    expect(JSON.stringify(last!.record.values)).toContain(people.aoife.email)

    await untilStatus(ref, 'ready')
    expect(await packed(id)).toBe(await countFound(id))

    // Said otherwise before the copy leaves: the rows go, and the collection ends as its own search had.
    expect(await decideCandidates(officer, { ...answer, decision: 'not-theirs' })).toMatchObject({ ok: true })
    await untilReviewed(id)
    expect(await viewFindings(officer, where)).toMatchObject({ value: { count: own } })
    expect(await decideCandidates(officer, answer)).toMatchObject({ ok: true })
    await untilReviewed(id)
    expect(await decideCandidates(officer, { ...answer, candidate: 'rest', decision: 'not-theirs' })).toMatchObject({
      ok: true,
    })
    await release(ref, id)
    const copy = await copyOf(ref, id, person)
    expect(copy.coverage.find(one => one.collection === 'contact')).toMatchObject({ count: own + added, remarks: [] })
    // What hangs on what was added by hand was looked for; that it was left out is said where it hangs.
    const remarks = copy.coverage.flatMap(({ collection, remarks }) =>
      (remarks ?? []).map(({ code }) => [collection, code]),
    )
    expect(remarks).toContainEqual(['disclosure', 'hanging-left'])
    expect(remarks.map(([, code]) => code)).not.toContain('hanging-unread')
    const told = await eventsOf(id)
    expect(told.filter(({ type }) => type === 'candidates-admitted')).toMatchObject([
      { collections: { 'site.contact': added } },
      { collections: { 'site.contact': 0 } },
      { collections: { 'site.contact': added } },
    ])
    expect(told.filter(({ type }) => type === 'others-found').length).toBeGreaterThan(1)
    const { rows: held } = await portal.peek.query(
      "select count(*)::int as n from dossier.hold where request_id = $1 and collection = 'contact'",
      [id],
    )
    expect(held[0].n).toBe(own + added)
    expect(await checkInvariants(worker)).toEqual([])
  }, 60_000)

  test('what was said of the same rows holds when everything is searched again; a run that wakes late changes nothing', async () => {
    const { ref, id } = await searched(people.aoife.email)
    const [first] = (await candidatesOf(id)).filter(one => one.collection === 'contact')
    await decideCandidates(officer, { ref, candidate: first!.id, decision: 'theirs', reason })
    await untilReviewed(id)
    const before = await begin(worker, ({ tx }) => readCandidateReview(tx, id))
    expect(await searchAgain(officer, { ref })).toMatchObject({ ok: true })
    await untilStatus(ref, 'review')
    await untilReviewed(id)
    const again = (await candidatesOf(id)).find(one => one.id === first!.id)
    expect(again).toMatchObject({ state: 'theirs', inCopy: true })
    const own = await rowsWith('contact', people.aoife.email)
    const where = { ref, dataset: 'site', collection: 'contact', from: 0, limit: 50 }
    expect(await viewFindings(officer, where)).toMatchObject({ value: { count: own + first!.positions.length } })
    const events = (await eventsOf(id)).length
    await findCandidates({ requestId: id, attempt: 2, run: before!.run })
    expect((await eventsOf(id)).length).toBe(events)
    expect(await checkInvariants(worker)).toEqual([])
  }, 60_000)

  test('an officer reads each one, and that they did is recorded; an auditor reads none of it', async () => {
    const { ref, id } = await searched(people.aoife.email)
    const all = await candidatesOf(id)
    const standing = { followed: true, settling: false, counts: { open: all.length, theirs: 0, 'not-theirs': 0 } }
    expect(await viewCandidateStanding(officer, { ref })).toMatchObject({ value: standing })
    for (const [from, { id, positions }] of all.entries()) {
      const listed = await viewCandidates(officer, { ref, state: 'open', from, most: 1 })
      expect(listed).toMatchObject({ value: { ...standing, seen: [{ id, records: positions.length }] } })
    }
    const read = await viewCandidate(officer, { ref, candidate: all[0]!.id })
    expect(JSON.stringify(read)).toContain('Cormac')
    expect(await viewCandidate(auditor, { ref, candidate: all[0]!.id })).toMatchObject({ why: 'not-allowed' })
    const { rows: looks } = await portal.peek.query(
      "select 1 from dossier.history_event where type = 'looked' and data->>'at' = 'candidates' and data->>'ref' = $1",
      [ref],
    )
    expect(looks).toHaveLength(1)
  }, 60_000)
})

describe('a source that was away and is read once more', () => {
  test('has what it found looked through like everything else: whose it is, who else is in it, what is held, what is shared', async () => {
    const url = process.env.SITE_URL
    process.env.SITE_URL = 'postgres://nobody@127.0.0.1:9/none'
    const { ref, id } = await searched(people.aoife.email)
    expect(await candidatesOf(id)).toEqual([])
    process.env.SITE_URL = url
    expect(await retryFailed(officer, { ref })).toMatchObject({ ok: true })
    await untilStatus(ref, 'review')
    await untilReviewed(id)
    expect((await candidatesOf(id)).length).toBeGreaterThan(0)
    const types = (await eventsOf(id)).map(({ type }) => type)
    const after = types.slice(types.indexOf('sources-retried'))
    for (const looked of ['others-found', 'identity-reviewed', 'hold-begun', 'candidates-found'])
      expect(after).toContain(looked)
    expect(await checkInvariants(worker)).toEqual([])
  }, 60_000)
})
