import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { testKeys } from '#lib/mail/test-post.ts'
import { recordHash } from '#lib/requests/record-hash.ts'
import { giveKeys, houseVault } from '#lib/vault/house-keys.ts'
import { writeRecords } from '#lib/vault/segment.ts'
import type { Material } from './assemble-package.ts'
import { openContents } from './open-contents.ts'
import { organisation } from './package.fixture.ts'
import { countCoverage } from './words.ts'

const at = Temporal.Instant.from('2026-10-12T14:30:00Z')

const mapOf = (key: string) => `
dataset:
  - fides_key: ${key}
    collections:
      - name: visit
        fides_meta: {x_dossier: {label: Visits, purpose: Statistics, legal_basis: Consent, source: You, recipients: []}}
        fields: [{name: email, data_categories: [user.contact.email], fides_meta: {identity: email, primary_key: true}}]
`

/** What a search leaves that found nothing: `searches` and `coverages` are as a test says. */
const materialOf = (given: Pick<Material, 'searches' | 'coverages'>, ...sources: string[]): Material =>
  ({
    package: { id: 'p', run: 'r', requestedAt: at },
    request: { id: 'q', ref: 'D-2026-0042', receivedAt: at, dueOn: Temporal.PlainDate.from('2026-11-12'), rules: [] },
    ...{
      address: 'a@example.org',
      organisation,
      segments: [],
      unsearched: [],
      withholdings: [],
      ownerFiles: [],
      history: [],
    },
    candidates: { admitted: [], leftOut: new Map(), hangingLeft: new Map() },
    maps: sources.map(key => ({ key, kind: 'postgres', map: mapOf(key) })),
    own: { requests: 0, letters: 0, looks: [] },
    ...given,
  }) as unknown as Material

const searchOf = (source: string, state: 'done' | 'failed', reason: string | null = null) =>
  ({ requestId: 'q', attempt: 1, source, state, reason, unclassified: [] }) as unknown as Material['searches'][number]
const empty = { source: 'site', dataset: 'site', collection: 'visit', result: 'empty', count: 0, reason: null }
const coverages = [empty] as Material['coverages']

test('a source that could not be opened at all is named in the copy as not searched, with the reason', async () => {
  const searches = [searchOf('site', 'done'), searchOf('weblog', 'failed', 'no-connection: weblog')]
  const { head } = await openContents(materialOf({ searches, coverages }, 'site', 'weblog'), 'en')
  expect(head.complete).toBe(false)
  expect(head.coverage.find(({ dataset }) => dataset === 'weblog')).toMatchObject({
    ...{ collection: 'visit', label: 'Visits', result: 'failed', count: 0, reason: 'no-connection: weblog' },
  })
  expect(countCoverage(head.coverage)).toMatchObject({ total: 2, searched: 1, missed: 1 })
})

test('what stays back because it may be another person’s is counted, beside what an officer withheld', async () => {
  giveKeys({ ...testKeys(), vaultRoot: await mkdtemp(join(tmpdir(), 'contents-')) })
  const third = ['held', 'held', 'no'] as const
  const records = third.map((thirdParty, index) => ({
    key: [`${index}`],
    path: [],
    thirdParty,
    values: { email: 'x' },
  }))
  await writeRecords(houseVault(), 'q', 's1', Readable.from(records))
  const place = { source: 'site', dataset: 'site', collection: 'visit' }
  const whole = { field: '', span: '', ground: 'security', recordHash: recordHash('q', 'site', 'visit', ['0']) }
  const found = materialOf(
    {
      searches: [searchOf('site', 'done')],
      coverages: [{ ...empty, result: 'found', count: 3 }] as Material['coverages'],
    },
    'site',
  )
  const more = { segments: [{ ...place, objectId: 's1' }], withholdings: [{ ...place, ...whole }] }
  const { head, held } = await openContents({ ...found, ...more } as unknown as Material, 'en')
  expect(head.coverage[0]).toMatchObject({ result: 'found', count: 3, withheldRecords: 2 })
  expect(held).toBe(1)
})

test('the certificate speaks of no source that the search did not ask', async () => {
  const searches = [searchOf('site', 'done')]
  const { head } = await openContents(materialOf({ searches, coverages }, 'site', 'binder'), 'en')
  expect(head.sources.map(({ source }) => source)).toEqual(['site'])
})
