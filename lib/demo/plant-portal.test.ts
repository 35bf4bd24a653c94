import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Actor, commandLine, worker } from '#lib/access/actor.ts'
import * as settings from '#lib/config/config.ts'
import { begin } from '#lib/db/begin.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { demoSignIn } from '#lib/identity/demo-sign-in.ts'
import { staff } from '#lib/identity/table.ts'
import { viewSession } from '#lib/identity/view-session.ts'
import { newId } from '#lib/kernel/ids.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { sources } from '#lib/sources/table.ts'
import { openText } from '#lib/vault/house-keys.ts'
import { organisation } from './organisation.ts'
import { completePortal, plantPortal } from './plant-portal.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
})
afterAll(() => portal.stop())

const visitor: Actor = { kind: 'visitor', id: newId() }
const start = (mode: 'demo' | 'production') => vi.spyOn(settings, 'config').mockReturnValue({ mode } as never)

test('the demo gets its organisation, its staff and its sources at once, and a second planting changes nothing', async () => {
  expect(await plantPortal(commandLine, {})).toEqual({ ok: true, value: undefined })
  expect(await plantPortal(commandLine, {})).toEqual({ ok: false, why: 'already-done' })
  expect(await viewOrganisation(visitor, undefined)).toMatchObject({
    value: { name: organisation.name, country: 'IE' },
  })
  const { hired, set } = await begin(worker, async ({ tx }) => ({
    hired: await tx.select().from(staff),
    set: await tx.select().from(sources).orderBy(sources.key),
  }))
  expect(hired.map(({ role, state }) => `${role} ${state}`).sort()).toEqual([
    'admin active',
    'auditor active',
    'officer active',
    'officer active',
  ])
  const names = hired.map(({ id, name }) => openText(`staff.name:${id}`, name))
  expect(names).toContain('Ruaidhrí Finnertan')
  expect(set).toMatchObject([
    { key: 'partner', kind: 'csv', connectionVariable: 'PARTNER_URL' },
    { key: 'site', kind: 'postgres', connectionVariable: 'SITE_URL' },
    { key: 'weblog', kind: 'access-log', connectionVariable: 'WEBLOG_URL' },
  ])
})

test('a demo that an older version planted is given the sources it lacks, and keeps what somebody made of the others', async () => {
  expect(await completePortal(commandLine, {})).toEqual({ ok: false, why: 'already-done' })
  await portal.peek.query(`begin; select set_config('dossier.tx', 'test', true);
    delete from dossier.source where key in ('partner', 'weblog');
    update dossier.source set map = 'dataset: []' where key = 'site'; commit`)
  expect(await completePortal(commandLine, {})).toEqual({ ok: true, value: ['partner', 'weblog'] })
  const set = await begin(worker, ({ tx }) => tx.select().from(sources).orderBy(sources.key))
  expect(set.map(({ key, map }) => [key, map === 'dataset: []'])).toEqual([
    ['partner', false],
    ['site', true],
    ['weblog', false],
  ])
  expect(await completePortal(visitor, {})).toMatchObject({ why: 'not-allowed' })
})

test('every planted thing is told in the history', async () => {
  const told = await begin(worker, async ({ tx }) => [
    ...(await readStream(tx, 'organisation')),
    ...(await readStream(tx, 'source:site')),
  ])
  expect(told.map(({ event }) => event.type)).toEqual(['organisation-set', 'source-set'])
})

test('nobody but an admin or the house itself may plant', async () => {
  expect(await plantPortal(visitor, {})).toMatchObject({ why: 'not-allowed' })
})

test('in the demo a click makes a member of staff; in production nobody becomes one that way', async () => {
  const demo = start('demo')
  const signedIn = await demoSignIn(visitor, { role: 'auditor' })
  if (!signedIn.ok) throw new Error(signedIn.why)
  expect(await viewSession(visitor, signedIn.value.session.token)).toMatchObject({
    value: { actor: { kind: 'auditor' } },
  })
  demo.mockRestore()
  const production = start('production')
  expect(await demoSignIn(visitor, { role: 'officer' })).toEqual({ ok: false, why: 'demo-only' })
  production.mockRestore()
})

test('there is no role but the three', async () => {
  expect(await demoSignIn(visitor, { role: 'owner' as 'admin' })).toMatchObject({ fields: { role: ['role.missing'] } })
})
