import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { viewFindings } from '#lib/collection/view-findings.ts'
import { begin } from '#lib/db/begin.ts'
import { generateSite } from '#lib/demo/generate-site.ts'
import { people } from '#lib/demo/people.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { checkInvariants } from '#lib/jobs/check-invariants.ts'
import {
  askAndProve,
  fileOf,
  officer,
  release,
  startPortal,
  untilReviewed,
  untilStatus,
} from '#lib/jobs/portal-for-tests.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { withholdPart } from '#lib/requests/withhold-part.ts'
import { liftWithholding, withholdValue } from '#lib/requests/withhold-value.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords } from '#lib/vault/segment.ts'
import { decideMentions } from './decide-mentions.ts'
import { indexPeople } from './index-people.ts'
import { othersIn } from './leave-one-out.fixture.ts'
import { recordIndex } from './record-index.ts'
import { insertIdentifiers, nextGeneration, readIndexes, readMentions, readOthersReview } from './store.ts'
import { knownIdentifiers } from './table.ts'

const site = generateSite({ people: 500 })
const reason = 'The colleague never asked to be told about.'
const auditor: Actor = { kind: 'auditor', id: '018f2f40-0000-7000-8000-000000000001' }

let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  portal = await startPortal()
  await portal.work()
}, 60_000)
afterAll(() => portal?.stop())

/** Somebody who named another by name, and by nothing else that is known. */
const named = site.mentions.find(({ by, author }) => by === 'name' && author.endsWith('.test'))!

const searched = async (address: string) => {
  const asked = await askAndProve(address)
  await untilStatus(asked.ref, 'review')
  await untilReviewed(asked.id)
  return asked
}

const mentionsOf = (id: string) => begin(worker, ({ tx }) => readMentions(tx, id))

describe('other people in what was found', () => {
  test('each planted place is proposed; nothing leaves before every one was answered, by somebody who was told of it; the person then reads a letter', async () => {
    const { ref, id, person } = await searched(named.author)
    const found = await mentionsOf(id)
    const own = site.mentions.filter(({ author }) => author === named.author)
    expect(found).toHaveLength(own.length)
    expect(found[0]).toMatchObject({ field: 'message', collection: 'form_request', state: 'open', person: 1 })

    await preparePackage(officer, { ref })
    await untilStatus(ref, 'ready')
    const open = await releasePackage(officer, { ref, package: await packageOf(id) })
    expect(open).toMatchObject({ ok: false, why: 'others-open', detail: { count: own.length } })

    const answer = { ref, decision: 'accepted', which: 'chosen', reason } as const
    expect(await decideMentions(auditor, { ...answer, mention: [found[0]!.id] })).toMatchObject({ why: 'not-allowed' })
    expect(await decideMentions(officer, { ...answer, mention: [] })).toMatchObject({ why: 'invalid' })
    expect(await decideMentions(officer, { ...answer, reason: 'Short.' })).toMatchObject({ why: 'invalid' })
    const fewer = { ...answer, which: 'all' as const, open: own.length - 1 }
    expect(await decideMentions(officer, fewer)).toMatchObject({ why: 'changed-meanwhile' })
    expect(await decideMentions(officer, { ...fewer, open: own.length })).toMatchObject({
      value: { places: own.length },
    })
    expect(await decideMentions(officer, { ...answer, which: 'all' })).toMatchObject({ why: 'already-done' })

    await release(ref, id)
    const json = (await fileOf(person, ref, id, 'dossier.json')).toString('utf8')
    expect(json).toContain('[Person B]')
    expect(othersIn(json, site, named.author)).toEqual([])
    expect((await fileOf(person, ref, id, 'dossier.html')).toString('utf8')).not.toContain(named.words)
    const told = (await begin(worker, ({ tx }) => readStream(tx, `request:${id}`))).map(({ event }) => event)
    expect(told).toContainEqual(expect.objectContaining({ type: 'others-found', places: own.length, unread: [] }))
    expect(told).toContainEqual(expect.objectContaining({ type: 'mentions-decided', withholdings: [found[0]!.id] }))
    expect(JSON.stringify(told)).not.toContain(named.words)
    expect(await checkInvariants(worker)).toEqual([])
  }, 60_000)

  test('what was put back into the copy is a question again; what was left in may be held back after all', async () => {
    const other = site.mentions.find(({ author }) => author !== named.author && author.endsWith('.test'))!
    const { ref, id } = await searched(other.author)
    const [first] = await mentionsOf(id)
    const answer = { ref, which: 'chosen' as const, mention: [first!.id], reason }
    const state = async () => (await mentionsOf(id)).find(one => one.id === first!.id)!.state
    await decideMentions(officer, { ...answer, decision: 'rejected' })
    expect(await state()).toBe('rejected')
    expect(await decideMentions(officer, { ...answer, decision: 'rejected' })).toMatchObject({ why: 'already-done' })
    await decideMentions(officer, { ...answer, decision: 'accepted' })
    expect(await state()).toBe('accepted')
    expect(await liftWithholding(officer, { ref, withholding: first!.id })).toMatchObject({ ok: true })
    expect(await state()).toBe('open')
  }, 60_000)

  test('who is named in a record that is held back was left in by nobody: put back, the place is still a question', async () => {
    const other = site.mentions.find(({ author }) => author !== named.author && author.endsWith('.test'))!
    const { ref, id } = await searched(other.author)
    const [first] = await mentionsOf(id)
    const { rows } = await portal.peek.query(
      'select object_id from dossier.segment where request_id = $1 and collection = $2',
      [id, first!.collection],
    )
    const keys = []
    for await (const record of readRecords(houseVault(), id, rows[0].object_id)) keys.push((record as FoundRecord).key)
    const where = {
      ref,
      dataset: first!.dataset,
      collection: first!.collection,
      key: JSON.stringify(keys[first!.position]),
    }
    const held = await withholdValue(officer, { ...where, ground: 'rights-of-others', reason })
    if (!held.ok) throw new Error(held.why)
    await decideMentions(officer, { ref, decision: 'rejected', which: 'all', reason })
    await liftWithholding(officer, { ref, withholding: held.value.id })
    expect((await mentionsOf(id)).find(one => one.id === first!.id)!.state).toBe('open')
  }, 60_000)

  test('an officer who reads more than the index knows holds back words of their own, wherever they stand in a value', async () => {
    const { ref, id } = await searched(people.declan.email)
    const where = { ref, dataset: 'site', collection: 'form_request' }
    const page = await viewFindings(officer, { ...where, from: 0, limit: 100 })
    const seen = (page.ok ? page.value.records : []).find(({ record }) => String(record.values.page).includes('/'))!
    const part = { ...where, key: JSON.stringify(seen.record.key), position: seen.position, field: 'page', reason }
    const held = { ...part, ground: 'rights-of-others' as const }
    expect(await withholdPart(officer, { ...held, words: 'nowhere' })).toMatchObject({
      fields: { words: ['words.missing'] },
    })
    expect(await withholdPart(officer, { ...held, words: '/', key: '["0"]' })).toMatchObject({
      why: 'changed-meanwhile',
    })
    expect(await withholdPart(auditor, { ...held, words: '/' })).toMatchObject({ why: 'not-allowed' })
    expect(await withholdPart(officer, { ...held, words: '/' })).toMatchObject({ ok: true })
    expect(await withholdPart(officer, { ...held, words: '/' })).toMatchObject({ why: 'already-done' })
    const after = await viewFindings(officer, { ...where, from: seen.position, limit: 1 })
    const parts = after.ok ? after.value.records[0]!.parts.get('page') : undefined
    expect(parts).toHaveLength(String(seen.record.values.page).split('/').length - 1)
    expect(parts?.[0]).toMatchObject({ person: 0, state: 'accepted', kind: null })
    const told = await begin(worker, ({ tx }) => readStream(tx, `request:${id}`))
    expect(told.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'value-withheld', scope: 'span' }),
    )
  }, 60_000)

  test('the person themselves is nobody else: not by name, number or address, nor whoever shares their telephone', async () => {
    for (const { email } of [people.aoife, people.robin])
      expect(await mentionsOf((await searched(email)).id)).toEqual([])
  }, 60_000)
})

/** While the site cannot be reached. */
async function whileAway(act: () => Promise<void>): Promise<void> {
  const url = process.env.SITE_URL
  process.env.SITE_URL = 'postgres://nobody@127.0.0.1:9/none'
  await act()
  process.env.SITE_URL = url
}

describe('the index of who is known', () => {
  test('holds keyed hashes, is read anew, and keeps what it had when its source is away', async () => {
    await indexPeople()
    const [before] = await begin(worker, ({ tx }) => readIndexes(tx))
    expect(before).toMatchObject({ source: 'site', reason: '' })
    expect(before!.people).toBeGreaterThan(480)
    await indexPeople()
    const [after] = await begin(worker, ({ tx }) => readIndexes(tx))
    expect(after).toMatchObject({ people: before!.people, identifiers: before!.identifiers })
    const kept = () => begin(worker, ({ tx }) => tx.$count(knownIdentifiers, eq(knownIdentifiers.source, 'site')))
    expect(await kept()).toBe(after!.identifiers)
    await whileAway(indexPeople)
    const [away] = await begin(worker, ({ tx }) => readIndexes(tx))
    expect(away).toMatchObject({ people: before!.people, reason: 'source-unavailable' })
    expect(await kept()).toBe(after!.identifiers)
  }, 60_000)

  test('built by two at once, it holds everybody: neither takes from the other, and of those that are whole the later counts', async () => {
    const begun = async (count: number) => {
      const generation = await begin(worker, ({ tx }) => nextGeneration(tx))
      const pairs = Array.from({ length: count }, (_, index) => [`0${index}`, '07'] as const)
      await begin(worker, ({ tx }) => insertIdentifiers(tx, { source: 'site', generation }, pairs))
      return { source: 'site', generation }
    }
    const first = await begun(5)
    await whileAway(indexPeople)
    expect(await recordIndex(worker, first)).toMatchObject({ ok: true })
    expect(await begin(worker, ({ tx }) => readIndexes(tx))).toMatchObject([{ people: 1, identifiers: 5 }])
    const slow = await begun(3)
    await indexPeople()
    expect(await recordIndex(worker, slow)).toMatchObject({ why: 'superseded' })
    const [counts] = await begin(worker, ({ tx }) => readIndexes(tx))
    expect(counts!.people).toBeGreaterThan(480)
    const { rows: left } = await portal.peek.query('select distinct generation from dossier.known_identifier')
    expect(left).toEqual([{ generation: counts!.generation }])
  }, 60_000)

  test('who was known to a source that is no longer connected is forgotten', async () => {
    const known = () => begin(worker, ({ tx }) => tx.$count(knownIdentifiers, eq(knownIdentifiers.source, 'former')))
    await begin(worker, ({ tx }) => insertIdentifiers(tx, { source: 'former', generation: 1 }, [['01', '']]))
    expect(await known()).toBe(1)
    await indexPeople()
    expect(await known()).toBe(0)
  }, 60_000)

  test('an officer of the database cannot ask who is known', async () => {
    await expect(begin(officer, ({ tx }) => tx.select().from(knownIdentifiers).limit(1))).rejects.toThrow()
    expect(await begin(officer, ({ tx }) => readOthersReview(tx, officer.id))).toBeUndefined()
  })
})

const packageOf = async (requestId: string): Promise<string> => {
  const { rows } = await portal.peek.query("select id from dossier.package where request_id = $1 and state = 'ready'", [
    requestId,
  ])
  return rows[0].id
}
