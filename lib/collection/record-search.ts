import { z } from 'zod'
import { forgetReview } from '#lib/assurance/store.ts'
import { awaitCandidateReview } from '#lib/candidates/store.ts'
import type { Scope } from '#lib/db/begin.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { forgetOthersReview } from '#lib/others/store.ts'
import { lockById, moveTo, type RequestRow } from '#lib/requests/store.ts'
import { checkShape, keepCheck } from '#lib/sources/keep-check.ts'
import { changeSearch, deleteOlderSegments, insertFindings, isSearching, readSearches } from './store.ts'

const collection = z.object({
  dataset: z.string(),
  collection: z.string(),
  result: z.enum(['found', 'empty', 'failed', 'unreachable']),
  count: z.number().int().nonnegative(),
  reason: z.string().nullable(),
})

const segment = z.object({
  objectId: z.string(),
  dataset: z.string(),
  collection: z.string(),
  records: z.number().int(),
  ndjsonSha256: z.string(),
  sealedBytes: z.number().int(),
})

export const searchReport = z.object({
  requestId: z.uuid(),
  attempt: z.number().int(),
  source: z.string(),
  run: z.uuid(),
  snapshot: z.object({ at: z.string(), lsn: z.string().nullable(), fingerprint: z.string().nullable() }).nullable(),
  collections: z.array(collection),
  segments: z.array(segment),
  unclassified: z.array(z.string()),
  decoys: z.object({ tried: z.number(), crossed: z.array(z.object({ collection: z.string(), rule: z.string() })) }),
  reason: z.string().nullable(),
  /** What map and source had of each other, where the source has a catalogue. */
  checked: checkShape.nullable().default(null),
})

export type SearchReport = z.output<typeof searchReport>

/**
 * Records what one source answered. Fenced by `run`: a report by a worker that was overtaken changes nothing. The last report of
 * an attempt hands the request to the officers.
 */
export const recordSearch = command({
  permission: 'collection:run',
  input: searchReport,
  async run(scope, report) {
    const { tx } = scope
    const request = await lockById(tx, report.requestId)
    if (request?.status !== 'collecting' || request.attempt !== report.attempt) return refuse('superseded')
    const taken = await changeSearch(tx, report, {
      state: report.snapshot ? 'done' : 'failed',
      collectionsTotal: report.collections.length,
      collectionsDone: report.collections.length,
      records: report.collections.reduce((sum, { count }) => sum + count, 0),
      snapshotAt: report.snapshot?.at ?? null,
      snapshotLsn: report.snapshot?.lsn ?? null,
      fingerprint: report.snapshot?.fingerprint ?? null,
      unclassified: report.unclassified,
      decoys: report.decoys,
      reason: report.reason,
    })
    if (!taken) return refuse('superseded')
    await keepFindings(scope, report)
    if (report.checked) await keepCheck(scope, report.source, { ...report.checked, reason: null })
    return { ok: true, value: undefined, events: [toldOf(report), ...(await finishAttempt(scope, request))] }
  },
})

function keepFindings({ tx }: Scope, { requestId, attempt, source, ...report }: SearchReport): Promise<void> {
  const own = { requestId, attempt, source }
  return insertFindings(tx, {
    coverages: report.collections.map((row, position) => ({ ...own, ...row, position })),
    segments: report.segments.map(({ ndjsonSha256, ...row }) => ({
      ...own,
      ...row,
      plaintextHash: Buffer.from(ndjsonSha256, 'hex'),
    })),
  })
}

function toldOf({ requestId, attempt, source, snapshot, ...report }: SearchReport): Told {
  if (!snapshot)
    return ofRequest(requestId, { type: 'source-failed', attempt, source, reason: report.reason ?? 'unknown' })
  const named = report.collections.map(row => ({ ...row, name: `${row.dataset}.${row.collection}` }))
  return ofRequest(requestId, {
    type: 'source-searched',
    attempt,
    source,
    snapshotAt: snapshot.at,
    snapshotLsn: snapshot.lsn,
    fingerprint: snapshot.fingerprint,
    found: Object.fromEntries(named.filter(row => row.result === 'found').map(row => [row.name, row.count])),
    empty: named.filter(row => row.result === 'empty').map(row => row.name),
    failed: Object.fromEntries(named.filter(row => row.result === 'failed').map(row => [row.name, row.reason ?? ''])),
    unclassified: report.unclassified.length,
    segments: Object.fromEntries(report.segments.map(({ objectId, ndjsonSha256 }) => [objectId, ndjsonSha256])),
    decoys: { tried: report.decoys.tried, crossed: report.decoys.crossed.length },
  })
}

/** When no source is waited for any more: the request goes to review, the last attempt's findings go, the team is told. */
async function finishAttempt(scope: Scope, request: RequestRow): Promise<Told[]> {
  const { tx } = scope
  if (await isSearching(tx, request)) return []
  const rows = await readSearches(tx, request)
  await moveTo(scope, request, 'review')
  await deleteOlderSegments(tx, request)
  // Of an attempt in which a source was read once more, what was looked at before was not all there is.
  await forgetOthersReview(tx, request.id)
  await forgetReview(tx, request.id)
  await enqueue(tx, 'begin-hold', { requestId: request.id, attempt: request.attempt })
  if (request.attempt > 1) await enqueue(tx, 'drop-older', { requestId: request.id, attempt: request.attempt })
  await enqueue(tx, 'review-identity', { requestId: request.id, attempt: request.attempt })
  await enqueue(tx, 'find-others', { requestId: request.id, attempt: request.attempt })
  const run = newId()
  await awaitCandidateReview(tx, { requestId: request.id, attempt: request.attempt, run })
  await enqueue(tx, 'find-candidates', { requestId: request.id, attempt: request.attempt, run })
  const organisation = (await readOrganisation(tx))!
  await queueMail(scope, {
    to: organisation.contact,
    letter: 'search-finished',
    data: {},
    locale: organisation.locales[0] ?? 'en',
    requestId: request.id,
  })
  return [
    ofRequest(request.id, {
      type: 'collection-finished',
      attempt: request.attempt,
      records: rows.reduce((sum, row) => sum + row.records, 0),
      failed: rows.filter(row => row.state === 'failed').length,
    }),
  ]
}
