import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { viewPreview, viewPreviewFile } from '#lib/packages/view-preview.ts'
import { type Desk, openDesk } from '#lib/requests/desk-for-tests.ts'
import { buildPackageOf, requestInReview } from '#lib/requests/request-for-tests.ts'
import { viewCorrespondence } from '#lib/requests/view-correspondence.ts'
import { liftWithholding, withholdValue } from '#lib/requests/withhold-value.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { viewFindings } from './view-findings.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const many = Array.from(
  { length: 7 },
  (_, index): FoundRecord => ({
    key: [`k${index}@example.org`],
    path: ['email', 'site.contact.email'],
    thirdParty: index === 3 ? 'held' : 'no',
    values: { id: index, email: 'somebody@example.org', note: `Note ${index} \u202e` },
  }),
)

const look = async (ref: string, from = 0, limit = 3) => {
  const found = await viewFindings(desk.officer, { ref, dataset: 'site', collection: 'contact', from, limit })
  if (!found.ok) throw new Error(found.why)
  return found.value
}

const withhold = (ref: string, key: string, field = '') =>
  withholdValue(desk.officer, {
    ...{ ref, dataset: 'site', collection: 'contact', key, field },
    ...{ ground: 'rights-of-others', reason: 'It names a colleague of the person.' },
  })

const looksAt = async (at: string) => {
  const text =
    "select count(*)::int as n from dossier.history_event where stream = $1 and type = 'looked' and data->>'at' = $2"
  return Number((await desk.peek.query(text, [`looks:${desk.officer.id}`, at])).rows[0].n)
}

describe('what was found', () => {
  test('is paged out of the vault, with what the map says and the way each record was reached', async () => {
    const { ref } = await requestInReview({ records: many })
    const first = await look(ref)
    expect(first).toMatchObject({ result: 'found', count: 7, more: true, held: null })
    expect(first.records.map(({ position, record }) => [position, record])).toEqual([0, 1, 2].map(n => [n, many[n]]))
    expect(first.facts?.fields.map(field => field.name)).toEqual(['id', 'email', 'note', 'entered_on'])
    expect(first.records[0]!.stops).toEqual([
      { text: 'email', collection: null, field: null },
      expect.objectContaining({ text: 'site.contact.email', collection: { en: 'Your contact', de: 'Ihr Kontakt' } }),
    ])
    const last = await look(ref, 6)
    expect(last.records.map(({ record }) => record)).toEqual([many[6]])
    expect(last.more).toBe(false)
    await expect(look(ref, 7)).rejects.toThrow('not-found')
  })

  test('an empty collection and one that failed are answers too; one the map does not know is not found', async () => {
    const { ref } = await requestInReview({ failed: 'permission-denied' })
    const at = (collection: string) =>
      viewFindings(desk.officer, { ref, dataset: 'site', collection, from: 0, limit: 3 })
    expect(await at('form')).toMatchObject({
      ok: true,
      value: { result: 'failed', reason: 'permission-denied', records: [] },
    })
    expect(await at('unknown')).toEqual({ ok: false, why: 'not-found' })
  })

  test('every look is in the history and names no key', async () => {
    const { ref } = await requestInReview({ records: many })
    const before = await looksAt('findings/site.contact')
    await look(ref)
    await look(ref, 3)
    expect(await looksAt('findings/site.contact')).toBe(before + 2)
    const text = "select string_agg(data::text, ' ') as told from dossier.history_event"
    expect((await desk.peek.query(text)).rows[0].told).not.toContain('@example.org')
  })

  test('only an officer reads it: not the auditor, not the admin, not the person through this door', async () => {
    const { ref, person } = await requestInReview()
    for (const actor of [desk.auditor, desk.admin, person]) {
      const refused = { ok: false, why: 'not-allowed' }
      expect(await viewFindings(actor, { ref, dataset: 'site', collection: 'contact', from: 0, limit: 3 })).toEqual(
        refused,
      )
      expect(await viewCorrespondence(actor, { ref })).toEqual(refused)
      expect(await viewPreview(actor, { ref })).toEqual(refused)
      expect(await viewPreviewFile(actor, { ref, file: 'dossier.json' })).toEqual(refused)
    }
  })
})

describe('withholding', () => {
  test('a value, a record and a collection are marked where they stand, with ground, reason and author; lifting unmarks them', async () => {
    const { ref } = await requestInReview({ records: many })
    await withhold(ref, JSON.stringify(many[0]!.key), 'note')
    await withhold(ref, JSON.stringify(many[1]!.key))
    const marked = await look(ref)
    const because = { ground: 'rights-of-others', reason: 'It names a colleague of the person.', by: desk.officer.id }
    expect(marked.records[0]).toMatchObject({
      held: null,
      fields: new Map([['note', expect.objectContaining(because)]]),
    })
    expect(marked.records[1]).toMatchObject({ held: because, fields: new Map() })
    expect(marked.records[2]).toMatchObject({ held: null, fields: new Map() })
    await withhold(ref, '')
    expect((await look(ref)).held).toMatchObject(because)

    for (const held of [marked.records[0]!.fields.get('note')!, marked.records[1]!.held!, (await look(ref)).held!])
      expect((await liftWithholding(desk.officer, { ref, withholding: held.id })).ok).toBe(true)
    const lifted = await look(ref)
    expect(lifted.held).toBeNull()
    expect(lifted.records.every(({ held, fields }) => held === null && fields.size === 0)).toBe(true)
  })

  test('the same record in another request stays untouched', async () => {
    const [one, other] = [await requestInReview({ records: many }), await requestInReview({ records: many })]
    await withhold(one.ref, JSON.stringify(many[0]!.key))
    expect((await look(other.ref)).records[0]!.held).toBeNull()
  })
})

describe('the preview', () => {
  test('names the files that will leave, by size and hash, and what is missing', async () => {
    const { ref } = await requestInReview({ failed: 'permission-denied', unclassified: ['site.extra.column'] })
    await buildPackageOf(ref, desk.officer, false)
    const found = await viewPreview(desk.officer, { ref })
    expect(found).toMatchObject({
      ok: true,
      value: {
        package: { state: 'ready', complete: false },
        files: [{ name: 'dossier.json', bytes: 21, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }],
        missing: [{ dataset: 'site', collection: 'form', reason: 'permission-denied' }],
        unclassified: ['site.extra.column'],
        sourcesFailed: [],
        crossed: [],
      },
    })
    expect(await viewPreviewFile(desk.officer, { ref, file: 'dossier.json' })).toMatchObject({ ok: true })
    expect(await viewPreviewFile(desk.officer, { ref, file: '../secrets.json' })).toEqual({
      ok: false,
      why: 'not-found',
    })
  })

  test('is gone as soon as something is withheld: it would say what is now held back', async () => {
    const { ref } = await requestInReview({ records: many })
    await buildPackageOf(ref, desk.officer)
    await withhold(ref, '')
    expect(await viewPreview(desk.officer, { ref })).toEqual({ ok: false, why: 'not-found' })
    expect(await viewPreviewFile(desk.officer, { ref, file: 'dossier.json' })).toEqual({ ok: false, why: 'not-found' })
  })
})
