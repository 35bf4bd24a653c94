import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { viewIntegrity } from '#lib/history/view-integrity.ts'
import { viewLooks } from '#lib/history/view-looks.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { readAuditQuery } from './audit-filter.ts'
import { ask, done, longReason, officer, openHouse, prove, readyRequest } from './lives-for-tests.ts'
import { refuseRequest } from './refuse-request.ts'
import { exportRequests, viewAuditedRequests } from './view-audited-requests.ts'
import { viewMetrics } from './view-metrics.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
const auditor: Actor = { kind: 'auditor', id: randomUUID() }
const list = async (parameters: { [name: string]: string } = {}) =>
  done(await viewAuditedRequests(auditor, readAuditQuery(parameters).query))

beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:1')
  await openHouse()
  const answered = await readyRequest('answered@example.org')
  done(await releasePackage(officer, { ref: answered.ref, package: answered.package }))
  const late = await readyRequest('late@example.org')
  await portal.peek.query('set session_replication_role = replica')
  await portal.peek.query(`update dossier.request set due_at = now() - interval '1 day' where ref = $1`, [late.ref])
  done(await releasePackage(officer, { ref: late.ref, package: late.package, lateness: longReason }))
  const refused = await readyRequest('refused@example.org')
  // Answered after 0, 3 and 12 days: median 3, mean 5.
  for (const [ref, days] of [
    [late.ref, 12],
    [refused.ref, 3],
  ])
    await portal.peek.query(
      `update dossier.request set received_at = received_at - $2 * interval '1 day' where ref = $1`,
      [ref, days],
    )
  done(await refuseRequest(officer, { ref: refused.ref, ground: 'exempt', reason: longReason }))
  await prove(await ask('running@example.org'))
  for (let n = 0; n < 60; n++) await ask(`unproved${n}@example.org`, 'GB')
}, 240_000)

afterAll(async () => portal?.stop())

describe('the population', () => {
  test('is counted as it was answered: a late answer is late, an unproved request is owed none', async () => {
    expect((await list()).figures).toEqual({
      ...{ received: 64, answered: 2, refused: 1, withdrawn: 0, inTime: 2, late: 1, extended: 0 },
      ...{ medianDays: 3, meanDays: 5 },
    })
    expect((await list({ timeliness: 'running' })).figures.received).toBe(1)
    expect((await list({ timeliness: 'none' })).figures.received).toBe(60)
    expect((await list({ status: 'refused' })).figures).toMatchObject({ received: 1, refused: 1, inTime: 1 })
    expect((await list({ rule: 'eu_gdpr.access' })).figures.received).toBe(64)
  })

  test('is counted by right and law, an outcome or a colleague by itself', async () => {
    const { groups } = await list()
    expect(groups.find(({ rule }) => rule === 'eu_gdpr.access')).toMatchObject({
      ...{ right: 'access', received: 64, answered: 2, refused: 1, inTime: 2, late: 1, medianDays: 3 },
    })
    expect((await list({ outcome: 'withdrawn' })).figures).toMatchObject({ received: 0, medianDays: null })
    expect((await list({ officer: randomUUID() })).figures.received).toBe(0)
  })

  test('is reported for a year by the same figures, with the reasons of denials (11 CCR 7102)', async () => {
    const { groups } = await list()
    const metrics = done(await viewMetrics(officer, {}))
    expect(metrics.groups.map(({ denials: _why, ...group }) => group)).toEqual(groups)
    expect(metrics.groups.find(({ rule }) => rule === 'eu_gdpr.access')?.denials).toEqual({ exempt: 1 })
    expect(metrics).toMatchObject({ optOuts: 0, years: [metrics.year] })
    expect(done(await viewMetrics(officer, { year: 1999 })).year).toBe(metrics.year)
    expect(await viewMetrics({ kind: 'admin', id: randomUUID() }, {})).toMatchObject({ ok: true })
    expect(await viewMetrics(auditor, {})).toMatchObject({ why: 'not-allowed' })
  })

  test('is read page by page forwards and backwards, each request once', async () => {
    const first = await list()
    const last = first.requests.at(-1)!
    const after = `${last.receivedAt.epochMilliseconds}_${last.id}`
    const second = await list({ after })
    expect([first.requests.length, second.requests.length]).toEqual([50, 14])
    expect(new Set([...first.requests, ...second.requests].map(({ ref }) => ref)).size).toBe(64)
    const top = second.requests[0]!
    const back = await list({ before: `${top.receivedAt.epochMilliseconds}_${top.id}` })
    expect(back.requests.map(({ ref }) => ref)).toEqual(first.requests.map(({ ref }) => ref))
  })

  test('is exported whole, each request once, and each thousand is a look', async () => {
    const refs: string[] = []
    for await (const page of (await exportRequests(auditor, {}))!) refs.push(...page.map(({ ref }) => ref))
    expect(new Set(refs).size).toBe(64)
    const { looks } = done(await viewLooks(auditor, { who: `auditor:${auditor.id}` }))
    expect(looks.map(({ event }) => (event.type === 'looked' ? event.at : ''))).toContain('export')
  })

  test('is nobody else’s to read, and who tried is written down', async () => {
    const curious: Actor = { kind: 'officer', id: randomUUID() }
    expect(await viewAuditedRequests(curious, {})).toMatchObject({ why: 'not-allowed' })
    expect(await exportRequests(curious, {})).toBeNull()
    expect(await viewIntegrity({ kind: 'admin', id: randomUUID() }, undefined)).toMatchObject({ why: 'not-allowed' })
    const { looks } = done(await viewLooks(auditor, { who: `officer:${curious.id}` }))
    expect(looks.map(({ event }) => event)).toEqual([
      { type: 'denied', permission: 'audit:read' },
      { type: 'denied', permission: 'audit:read' },
    ])
  })
})

describe('what stands in an address', () => {
  test.each([
    [{ from: '2026-02-30' }, { from: 'date' }],
    [{ from: '1 May' }, { from: 'date' }],
    [{ from: '2026-05-02', to: '2026-05-01' }, { to: 'order' }],
    [{ to: ['2026-05-02', 'x'] }, {}],
  ])('%j is named when it cannot be read', (parameters, faults) => {
    expect(readAuditQuery(parameters).faults).toEqual(faults)
  })

  test('never breaks the list, whatever it is', async () => {
    for (const after of [
      "0_'; drop table dossier.request",
      '99999999999999999_x',
      '0_not-an-id',
      '_',
      `1_${'a'.repeat(500)}`,
    ])
      expect((await list({ after, status: 'x', right: '1=1', rule: "'" })).figures.received).toBe(64)
  })
})
