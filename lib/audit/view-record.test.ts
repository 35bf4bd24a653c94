import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { errand } from '#lib/db/roles.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { toldIn } from '#lib/identity/links-for-tests.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { extendDeadline } from '#lib/requests/extend-deadline.ts'
import { done, longReason, officer, openHouse, readyRequest } from '#lib/requests/lives-for-tests.ts'
import { viewRecord } from './view-record.ts'

const auditor: Actor = { kind: 'auditor', id: randomUUID() }
let portal: Awaited<ReturnType<typeof startTestPortal>>
let ref: string
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await openHouse()
  const asked = await readyRequest('named.nowhere@example.org')
  ref = asked.ref
  done(await extendDeadline(officer, { ref, ground: 'complexity', reason: longReason }))
  await sealHistory()
}, 120_000)
afterAll(() => portal?.stop())

test('the record of a request is the same for officer and auditor, names nobody, and each look is told', async () => {
  const record = done(await viewRecord(auditor, { ref }))
  const theirs = done(await viewRecord(officer, { ref }))
  expect({ ...theirs, printedAt: null }).toEqual({ ...record, printedAt: null })
  const said = JSON.stringify(record)
  for (const personal of ['named.nowhere', 'example.org', longReason]) expect(said).not.toContain(personal)
  expect(await toldIn(`looks:${auditor.id}`)).toEqual([{ type: 'looked', data: { at: 'record', ref } }])
})

test('it holds the derivation of each date, each event with its leaf, the letter by its commitment, and the certificate', async () => {
  const { deadlines, events, coverages, files, checkpoint } = done(await viewRecord(auditor, { ref }))
  expect(deadlines.every(({ steps }) => Array.isArray(steps) && steps.length > 0)).toBe(true)
  expect(events.map(({ version }) => version)).toEqual(events.map((_, at) => at + 1))
  expect(events.every(({ leaf }) => leaf !== null && leaf < checkpoint!.size)).toBe(true)
  const letters = events.flatMap(({ event }) => (event.type === 'letter-written' ? [event] : []))
  expect(letters.map(({ kind }) => kind)).toContain('deadline-extended')
  expect(letters.every(({ body }) => /^[0-9a-f]{64}$/.test(body))).toBe(true)
  expect(coverages.map(({ collection, result }) => [collection, result])).toEqual([
    ['contacts', 'found'],
    ['mailings', 'empty'],
  ])
  expect(files.map(({ name }) => name)).toEqual(['dossier.json'])
})

test('it is the same record however the server keeps its rows', async () => {
  const before = done(await viewRecord(auditor, { ref }))
  expect(before.mails.length).toBeGreaterThan(1)
  // Written anew one by one, the last first: a table read as it lies now tells them backwards.
  await errand(portal.database.superUrl, sql =>
    sql.begin(async tx => {
      await tx`select set_config('dossier.tx', 'test', true)`
      for (const { id } of before.mails.toReversed()) await tx`update dossier.mail set state = state where id = ${id}`
    }),
  )
  const after = done(await viewRecord(auditor, { ref }))
  expect(after.mails).toEqual(before.mails)
})

test('nobody else reads it, and what is not there is not found', async () => {
  expect(await viewRecord({ kind: 'admin', id: randomUUID() }, { ref })).toMatchObject({ why: 'not-allowed' })
  expect(
    await viewRecord({ kind: 'person', id: randomUUID(), provedAt: '2026-11-23T09:00:00Z' }, { ref }),
  ).toMatchObject({
    why: 'not-allowed',
  })
  expect(await viewRecord(auditor, { ref: 'D-2222-2222' })).toMatchObject({ why: 'not-found' })
})
