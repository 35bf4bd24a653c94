import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { begin } from '#lib/db/begin.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { openHouse } from '#lib/requests/lives-for-tests.ts'
import { submitRequest } from '#lib/requests/submit-request.ts'
import { limits, withinLimits } from './limits.ts'
import { aVisitor, countOf, mailsTo } from './links-for-tests.ts'
import { proveAddress } from './prove-address.ts'
import { sendMagicLink } from './send-magic-link.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await openHouse()
})
afterAll(() => portal.stop())

const send = (address: string, origin: string = randomUUID()) =>
  sendMagicLink(aVisitor(), { address, returnTo: '/requests', locale: 'en', origin })
const allowed = (results: readonly { ok: boolean }[]) => results.filter(({ ok }) => ok).length
const refused = (results: readonly { ok: boolean; why?: string }[]) =>
  results.filter(one => !one.ok && one.why === 'too-many').length

it('forty at once send exactly as many mails to one mailbox as the limit allows', async () => {
  const results = await Promise.all(Array.from({ length: 40 }, () => send('flooded@example.org')))
  expect(allowed(results)).toBe(limits['link-per-mailbox'].points)
  expect(refused(results)).toBe(40 - limits['link-per-mailbox'].points)
  expect(await mailsTo('flooded@example.org')).toHaveLength(limits['link-per-mailbox'].points)
})

it('forty at once from one place are as many as the limit allows, whatever they name', async () => {
  const results = await Promise.all(
    Array.from({ length: 40 }, (_, index) => send(`n${index}@example.com`, 'one place')),
  )
  expect(allowed(results)).toBe(limits['link-per-origin'].points)
  expect(refused(results)).toBe(40 - limits['link-per-origin'].points)
})

it('a flood from one place is stopped there and takes no share of what everybody has', async () => {
  const everybody = async () =>
    (await portal.peek.query(`select points from dossier.rate_counter where key like 'link-global%'`)).rows[0].points
  const before = await everybody()
  await Promise.all(Array.from({ length: 10 }, () => send('anybody@example.org', 'one place')))
  expect(await everybody()).toBe(before)
})

it('asking for a copy and asking for a link count together: both send a mail', async () => {
  const request = { country: 'IE', relation: 'customer', message: '', locale: 'en' } as const
  const submit = (address: string) => submitRequest(aVisitor(), { ...request, address, origin: randomUUID() })
  const results = []
  for (let round = 0; round < 6; round++)
    results.push(await (round % 2 ? submit('mixed@example.org') : send('mixed@example.org')))
  expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false])
})

it('one mailbox has one counter, however its address is spelled', async () => {
  const spellings = ['u@bücher.test', 'U@BÜCHER.TEST', ' u@xn--bcher-kva.test ', 'u@bu\u0308cher.test', 'u@Bücher.test']
  const results = []
  for (const address of [...spellings, ...spellings]) results.push(await send(address))
  expect(allowed(results)).toBe(limits['link-per-mailbox'].points)
})

it('a refused proof gives its point not back', async () => {
  const origin = randomUUID()
  const { points } = limits['proof-per-origin']
  const guess = () => proveAddress(aVisitor(), { token: 'x'.repeat(43), origin })
  const results = await Promise.all(Array.from({ length: points + 10 }, guess))
  expect(results.filter(one => !one.ok && one.why === 'link-unknown')).toHaveLength(points)
  expect(refused(results)).toBe(10)
  expect(await countOf('history_event', `type = 'proof-failed'`)).toBe(points)
})

it('everybody can be counted, an auditor too, and nobody can read or reset the counters', async () => {
  for (const kind of ['visitor', 'person', 'officer', 'auditor', 'admin'] as const) {
    const actor = { kind, id: randomUUID(), provedAt: '2026-11-23T09:00:00Z' }
    expect(await withinLimits(actor, [['passkey-per-origin', 'a desk']])).toBe(true)
    for (const statement of ['select 1 from dossier.rate_counter', 'delete from dossier.rate_counter'])
      await expect(begin(actor, ({ tx }) => tx.execute(sql.raw(statement)))).rejects.toMatchObject({
        cause: { code: '42501' },
      })
  }
})

it('counters name nobody: neither a mailbox nor a place', async () => {
  await send('named@example.org', '203.0.113.77')
  const { rows } = await portal.peek.query('select key from dossier.rate_counter')
  expect(rows.length).toBeGreaterThan(3)
  for (const { key } of rows) expect(key).toMatch(/^(link|proof|passkey)-(per-mailbox|per-origin|global):[\w-]{43}$/)
})
