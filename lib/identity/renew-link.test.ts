import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, commandLine, worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { plantPortal } from '#lib/demo/plant-portal.ts'
import { tokenFor } from '#lib/jobs/portal-for-tests.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { submitRequest } from '#lib/requests/submit-request.ts'
import { requests } from '#lib/requests/table.ts'
import { proveAddress } from './prove-address.ts'
import { renewLink } from './renew-link.ts'
import { viewLink } from './view-link.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
const visitor: Actor = { kind: 'visitor', id: randomUUID() }
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await plantPortal(commandLine, {})
})
afterAll(() => portal.stop())

const origin = () => randomUUID()
const ask = { country: 'IE', relation: 'customer', message: '', locale: 'en' } as const

async function askAs(address: string) {
  const asked = await submitRequest(visitor, { ...ask, address, origin: origin() })
  if (!asked.ok) throw new Error(asked.why)
  const [request] = (await begin(worker, ({ tx }) => tx.select().from(requests))).filter(
    ({ ref }) => ref === asked.value.ref,
  )
  return request!
}

/** Ten minutes pass, for the links alone. */
const expire = () =>
  begin(worker, ({ tx }) => tx.execute(`update dossier.link_token set expires_at = expires_at - interval '11 minutes'`))

test('opening a link any number of times consumes nothing', async () => {
  const { id } = await askAs('petra@example.org')
  const token = await tokenFor(id)
  const seen = await Promise.all(Array.from({ length: 20 }, () => viewLink(visitor, token)))
  expect(seen.every(one => one.ok && one.value.state === 'live' && one.value.purpose === 'prove-request')).toBe(true)
  expect((await proveAddress(visitor, { token, origin: origin() })).ok).toBe(true)
  expect(await viewLink(visitor, token)).toEqual({ ok: false, why: 'not-found' })
})

test('an expired link says so, and its holder gets another to the same mailbox that still proves the request', async () => {
  const { id, ref } = await askAs('noor@example.org')
  const old = await tokenFor(id)
  await expire()
  expect(await viewLink(visitor, old)).toMatchObject({ value: { state: 'expired' } })
  expect(await proveAddress(visitor, { token: old, origin: origin() })).toMatchObject({ why: 'link-expired' })
  expect(await renewLink(visitor, { token: old, origin: origin() })).toEqual({ ok: true, value: { sent: true } })
  const fresh = await tokenFor(id)
  expect(fresh).not.toBe(old)
  expect(await renewLink(visitor, { token: old, origin: origin() })).toMatchObject({ why: 'link-unknown' })
  expect(await proveAddress(visitor, { token: fresh, origin: origin() })).toMatchObject({
    value: { returnTo: `/requests/${ref}` },
  })
})

test('a token nobody issued renews nothing', async () => {
  expect(await renewLink(visitor, { token: 'x'.repeat(43), origin: origin() })).toMatchObject({ why: 'link-unknown' })
})
