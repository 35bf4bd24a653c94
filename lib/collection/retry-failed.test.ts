import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import type { RequestEvent } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { type Desk, openDesk } from '#lib/requests/desk-for-tests.ts'
import { differences, type Replayed, replay } from '#lib/requests/replay.ts'
import { readReplayed } from '#lib/requests/replayed-store.ts'
import { buildPackageOf, finishSearch, requestId, requestInReview } from '#lib/requests/request-for-tests.ts'
import { retryFailed } from './retry-failed.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

/** A second source of the same attempt that answered; its rows are put there by hand. */
async function alsoAnswered(ref: string): Promise<void> {
  const id = await requestId(ref)
  await desk.peek.query(`select set_config('dossier.tx', 'test', false);
    insert into dossier.search select request_id, attempt, 'archive', 'done', gen_random_uuid(), 1, 1, 3, '2026-03-01T09:00:00Z',
      snapshot_lsn, fingerprint, unclassified, decoys, null, started_at from dossier.search where request_id = '${id}' and source = 'site';
    insert into dossier.coverage values ('${id}', 1, 'archive', 'archive', 'letter', 0, 'found', 3, null)`)
}

const rows = async (table: string, ref: string) =>
  (
    await desk.peek.query(
      `select to_jsonb(t) as row from dossier.${table} t where request_id = $1 order by source, to_jsonb(t) ->> 'position'`,
      [await requestId(ref)],
    )
  ).rows.map(one => one.row)

const replayed = async (ref: string) => {
  const id = await requestId(ref)
  return begin(worker, async ({ tx }) => {
    const told = await readStream(tx, `request:${id}`)
    const folded = told.reduce<Replayed | null>(
      (before, { event, at }) => replay(before, event as RequestEvent, at),
      null,
    )
    return differences(folded!, (await readReplayed(tx, [id])).get(id)!)
  })
}

describe('one failed source', () => {
  test('is read again; the others keep what they found, to the instant they were read', async () => {
    const { ref } = await requestInReview({ failed: 'permission-denied' })
    await alsoAnswered(ref)
    const kept = (await rows('search', ref)).find(row => row.source === 'archive')
    const package_ = await buildPackageOf(ref, desk.officer, false)
    expect(await retryFailed(desk.officer, { ref })).toEqual({ ok: true, value: { sources: ['site'] } })
    expect(await rows('search', ref)).toEqual([
      kept,
      expect.objectContaining({ source: 'site', state: 'waiting', attempt: 1, reason: null, snapshot_at: null }),
    ])
    const [row] = (await desk.peek.query('select status, attempt from dossier.request where ref = $1', [ref])).rows
    expect(row).toEqual({ status: 'collecting', attempt: 1 })
    expect(await replayed(ref)).toEqual([])
    const { rows: dropped } = await desk.peek.query('select state from dossier.package where id = $1', [package_])
    expect(dropped).toEqual([{ state: 'discarded' }])

    await finishSearch(ref)
    expect((await rows('coverage', ref)).map(({ source, collection, result }) => [source, collection, result])).toEqual(
      [
        ['archive', 'letter', 'found'],
        ['site', 'contact', 'found'],
        ['site', 'form', 'empty'],
      ],
    )
    expect(await rows('segment', ref)).toHaveLength(1)
    expect(await replayed(ref)).toEqual([])
    expect(await retryFailed(desk.officer, { ref })).toMatchObject({ why: 'nothing-failed' })
  })

  test('is named, or nothing is started; an auditor may look, never touch', async () => {
    const { ref, person } = await requestInReview({ failed: 'permission-denied' })
    expect(await retryFailed(desk.officer, { ref, source: 'another' })).toMatchObject({ why: 'nothing-failed' })
    for (const actor of [desk.auditor, desk.admin, person])
      expect(await retryFailed(actor, { ref })).toMatchObject({ why: 'not-allowed' })
    expect(await retryFailed(desk.officer, { ref, source: 'site' })).toMatchObject({ ok: true })
    expect(await retryFailed(desk.officer, { ref, source: 'site' })).toMatchObject({ why: 'wrong-status' })
    const told = await desk.peek.query(
      `select data from dossier.history_event where stream = $1 and type = 'sources-retried'`,
      [`request:${await requestId(ref)}`],
    )
    expect(told.rows.map(row => row.data)).toEqual([{ attempt: 1, sources: ['site'] }])
  })
})
