import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commandLine } from '#lib/access/actor.ts'
import { searchAgain } from '#lib/collection/search-again.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { assignRequest } from '#lib/requests/assign-request.ts'
import { changeRegime } from '#lib/requests/change-regime.ts'
import { closeRequest } from '#lib/requests/close-request.ts'
import { extendDeadline } from '#lib/requests/extend-deadline.ts'
import {
  ask,
  done,
  longReason,
  officer,
  openHouse,
  pack,
  prove,
  readyRequest,
  report,
} from '#lib/requests/lives-for-tests.ts'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { liftWithholding, withholdValue } from '#lib/requests/withhold-value.ts'
import { signAs } from './history-signer.ts'
import { sealHistory } from './seal-history.ts'
import type { Verdict } from './verdict.ts'
import { verifyStored } from './verify-stored.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
let released: Awaited<ReturnType<typeof readyRequest>>

/** What somebody with every right on the database can do, and the way back to the state before it. */
async function tamper(statement: string, values: unknown[] = []): Promise<void> {
  await portal.peek.query('set session_replication_role = replica')
  const { rowCount } = await portal.peek.query(statement, values)
  await portal.peek.query('set session_replication_role = origin')
  expect(rowCount).toBeGreaterThan(0)
}

const verify = async (kept: string[] = []): Promise<Verdict> => done(await verifyStored(commandLine, { kept }))
const tables = [
  'history_event',
  'history_leaf',
  'history_node',
  'history_checkpoint',
  'history_pending',
  'request',
  'package',
]

const newestNote = async () =>
  (await portal.peek.query('select size::int, note from dossier.history_checkpoint order by size desc limit 1'))
    .rows[0] as {
    size: number
    note: string
  }

async function firstBad(kept: string[] = []) {
  const verdict = await verify(kept)
  expect(verdict.ok).toBe(false)
  return verdict.ok ? undefined : verdict.firstBad
}

beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:1')
  signAs('https://portal.test')
  await openHouse()
  await ask('somebody.unproved@example.org')
  await sealHistory()
  await liveThroughMuch()
  released = await readyRequest('released@example.org')
  done(await releasePackage(officer, { ref: released.ref, package: released.package }))
  await sealHistory()
  for (const table of tables) await portal.peek.query(`create table public.kept_${table} as table dossier.${table}`)
})

/** One request through every event that moves one and is not the end of it. */
async function liveThroughMuch() {
  const request = await readyRequest('busy@example.org')
  const { ref } = request
  done(
    await assignRequest(officer, { ref, to: '' }).then(result => (result.ok ? result : { ok: true, value: undefined })),
  )
  done(await extendDeadline(officer, { ref, ground: 'complexity', reason: longReason }))
  done(await changeRegime(officer, { ref, rules: ['uk_gdpr.access', 'eu_gdpr.access'], reason: longReason }))
  const where = { ref, dataset: 'site', collection: 'contacts', key: '["7"]', field: 'notes' }
  const { id } = done(await withholdValue(officer, { ...where, ground: 'rights-of-others', reason: longReason }))
  await pack(request)
  done(await liftWithholding(officer, { ref, withholding: id }))
  await pack(request)
  done(await searchAgain(officer, { ref }))
  await report({ id: request.id, attempt: 2 })
  done(await withholdValue(officer, { ...where, ground: 'rights-of-others', reason: longReason }))
  await pack(request)
  done(await refuseRequest(officer, { ref, ground: 'exempt', reason: longReason }))
  done(await closeRequest(officer, { ref, outcome: 'refused-exempt' }))
}

beforeEach(async () => {
  await portal.peek.query('set session_replication_role = replica')
  for (const table of tables) {
    await portal.peek.query(`delete from dossier.${table}`)
    await portal.peek.query(`insert into dossier.${table} select * from public.kept_${table}`)
  }
  await portal.peek.query('set session_replication_role = origin')
})

afterAll(async () => portal?.stop())

describe('a genuine history', () => {
  test('verifies: tree, signatures, streams, and every request is what its history says', async () => {
    const { size, note } = await newestNote()
    expect(await verify([note])).toMatchObject({ ok: true, size, signed: size, unsealed: 0 })
  })

  test('verifies while events wait for their place in the tree', async () => {
    await prove(await ask('later@example.org'))
    expect(await verify()).toMatchObject({ ok: true, unsealed: 5 })
  })

  test('verifies after the portal has moved to another address with its key', async () => {
    signAs('https://moved.test')
    expect(await verify()).toMatchObject({ ok: true })
    await ask('moved@example.org')
    await sealHistory()
    expect(await verify()).toMatchObject({ ok: true })
    signAs('https://portal.test')
  })
})

describe('somebody with every right on the database', () => {
  const leafOf = async (type: string) =>
    (
      await portal.peek.query(
        `select l.index::int as position, e.stream, e.version from dossier.history_event e
         join dossier.history_leaf l using (stream, version) where e.type = $1 order by l.index limit 1`,
        [type],
      )
    ).rows[0] as { position: number; stream: string; version: number }

  test('cannot change one byte of one event', async () => {
    const place = await leafOf('package-released')
    await tamper(
      `update dossier.history_event set data = replace(data::text, '"complete": true', '"complete": false')::jsonb where stream = $1 and version = $2`,
      [place.stream, place.version],
    )
    expect(await firstBad()).toEqual({ kind: 'event-changed', ...place })
  })

  test("cannot put an event at another time, or in another's name", async () => {
    const place = await leafOf('deadline-extended')
    const here = `where stream = '${place.stream}' and version = ${place.version}`
    await tamper(`update dossier.history_event set at = at - interval '1 millisecond' ${here}`)
    expect(await firstBad()).toEqual({ kind: 'event-changed', ...place })
    await tamper(
      `update dossier.history_event set at = at + interval '1 millisecond', actor = 'officer:nobody' ${here}`,
    )
    expect(await firstBad()).toEqual({ kind: 'event-changed', ...place })
  })

  test('cannot delete one event', async () => {
    const place = await leafOf('request-refused')
    await tamper('delete from dossier.history_event where stream = $1 and version = $2', [place.stream, place.version])
    expect(await firstBad()).toEqual({ kind: 'event-missing', ...place })
  })

  test('cannot cut the tail: of events; of events and leaves; with the checkpoints too, when one was kept elsewhere', async () => {
    const { size, note } = await newestNote()
    await tamper(
      'delete from dossier.history_event e using dossier.history_leaf l where e.stream = l.stream and e.version = l.version and l.index >= $1',
      [size - 3],
    )
    expect(await firstBad()).toMatchObject({ kind: 'event-missing', position: size - 3 })
    await tamper('delete from dossier.history_leaf where index >= $1', [size - 3])
    expect(await firstBad()).toMatchObject({ kind: 'tail-cut', position: size - 3 })
    await tamper('delete from dossier.history_checkpoint where size > $1', [size - 3])
    expect(await firstBad([note])).toEqual({ kind: 'tail-cut', position: size - 3, kept: true })
  })

  test('cannot take an event out of the queue for the tree, to change it later unseen', async () => {
    const { id } = await ask('quiet@example.org')
    await tamper('delete from dossier.history_pending where stream = $1 and version = 1', [`request:${id}`])
    expect(await firstBad()).toEqual({
      kind: 'leaf-missing',
      position: null,
      stream: `request:${id}`,
      version: 1,
      detail: 'not-waiting',
    })
  })

  test.each([
    ['status', `status = 'refused'`],
    ['outcome', `outcome = 'no-data'`],
    ['dueOn', `due_on = due_on + 1`],
    ['dueAt', `due_at = due_at + interval '1 hour'`],
    ['personId', `person_id = gen_random_uuid()`],
    ['rules', `rules = '{ccpa.know}'`],
  ])('cannot change the %s of a request by hand', async (column, set) => {
    await tamper(`update dossier.request set ${set} where ref = $1`, [released.ref])
    expect(await firstBad()).toMatchObject({ kind: 'state-differs', stream: `request:${released.id}`, detail: column })
  })

  test('cannot make a released package pass for another, or let it live longer', async () => {
    await tamper(`update dossier.package set expires_at = expires_at + interval '1 year' where id = $1`, [
      released.package,
    ])
    expect(await firstBad()).toMatchObject({
      kind: 'state-differs',
      stream: `request:${released.id}`,
      detail: 'packages',
    })
  })

  test('cannot slip in a request without a history, or take a request away', async () => {
    await tamper(`update dossier.request set id = gen_random_uuid() where ref = $1`, [released.ref])
    const verdict = await verify()
    expect(verdict.ok ? [] : verdict.faults.map(fault => fault.detail)).toEqual(['row-missing', 'no-history'])
  })
})
