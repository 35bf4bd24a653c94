import { createServer } from 'node:net'
import { Temporal } from 'temporal-polyfill'
import { afterEach, expect, test } from 'vitest'
import { compose } from './compose.ts'
import { deliver, type Sending } from './smtp.ts'
import { startTestMailServer, type Treatment } from './test-mail-server.ts'

const sheet = {
  to: 'petra.example@example.org',
  subject: 'Grüße',
  text: 'Ein Satz.\n.\nNoch einer.',
  html: '<p>Ein Satz.</p>',
  messageId: '<1@portal.test>',
  from: 'Privacy team <privacy@portal.test>',
  queuedAt: Temporal.Instant.from('2026-03-01T10:00:00Z'),
}

let server: Awaited<ReturnType<typeof startTestMailServer>>
afterEach(() => server?.stop())

async function attempt(treatment: Treatment, more: Partial<Sending> = {}) {
  server = await startTestMailServer(treatment)
  return await deliver({
    smtpUrl: server.url,
    envelope: { from: 'privacy@portal.test', to: sheet.to },
    message: await compose(sheet),
    handOver: async () => {},
    ...more,
  })
}

test('a mail is accepted, with its recipient in the envelope alone once', async () => {
  expect(await attempt('accept')).toEqual({ result: 'accepted', code: expect.stringMatching(/^250/) })
  expect(server.received).toHaveLength(1)
  expect(server.received[0]).toMatchObject({ to: [sheet.to], messageId: sheet.messageId })
})

test.each([
  ['refuse-recipient', { result: 'refused', code: '550 5.1.1' }],
  ['refuse-message', { result: 'refused', code: '554 5.7.1' }],
  ['defer-recipient', { result: 'delayed', code: '451 4.7.1' }],
  ['defer-message', { result: 'delayed', code: '452 4.3.1' }],
] as const)('%s: the code is kept, the address beside it is not', async (treatment, delivery) => {
  expect(await attempt(treatment)).toEqual(delivery)
  expect(server.received).toEqual([])
})

test('a server that hangs up after the message leaves doubt', async () => {
  expect(await attempt('take-and-hang-up')).toMatchObject({ result: 'unknown' })
  expect(server.received).toHaveLength(1)
})

test('a server that takes the message and says nothing leaves doubt when the time is up', async () => {
  expect(await attempt('take-and-say-nothing', { deadline: 400 })).toEqual({ result: 'unknown', code: 'ETIMEDOUT' })
})

test('a server that accepts the connection and never greets is given up, without doubt', async () => {
  const mute = createServer(() => {}).listen(0, '127.0.0.1')
  await new Promise(resolve => mute.once('listening', resolve))
  const { port } = mute.address() as { port: number }
  const delivery = await attempt('accept', { smtpUrl: `smtp://127.0.0.1:${port}`, deadline: 400 })
  expect(delivery).toEqual({ result: 'delayed', code: 'ETIMEDOUT' })
  mute.close()
})

test('no server at all delays', async () => {
  expect(await attempt('accept', { smtpUrl: 'smtp://127.0.0.1:1' })).toMatchObject({ result: 'delayed' })
})

test('who may not hand over sends not a byte, and hears why', async () => {
  const why = new Error('another attempt has it')
  await expect(attempt('accept', { handOver: () => Promise.reject(why) })).rejects.toBe(why)
  await new Promise(resolve => setTimeout(resolve, 200))
  expect(server.received).toEqual([])
})

test('a server elsewhere that offers no TLS is told nothing', async () => {
  server = await startTestMailServer()
  // This machine by another name than those that may be spoken to in plain.
  const elsewhere = server.url.replace('127.0.0.1', '0.0.0.0')
  const envelope = { from: 'privacy@portal.test', to: sheet.to }
  const message = await compose(sheet)
  const delivery = await deliver({ smtpUrl: elsewhere, envelope, message, handOver: async () => {} })
  expect(delivery).toEqual({ result: 'delayed', code: expect.stringMatching(/TLS|^5/) })
  expect(server.received).toEqual([])
})

test('the same mail is the same bytes every time', async () => {
  expect(await compose(sheet)).toEqual(await compose(sheet))
})
