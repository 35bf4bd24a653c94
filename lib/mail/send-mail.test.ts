import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { openText } from '#lib/vault/house-keys.ts'
import { sendMail } from './send-mail.ts'
import { moveMail, takeMail } from './store.ts'
import { startTestMailServer } from './test-mail-server.ts'
import { queueOne, readMail, startTestPortal } from './test-post.ts'

let server: Awaited<ReturnType<typeof startTestMailServer>>
let portal: Awaited<ReturnType<typeof startTestPortal>>

beforeAll(async () => {
  server = await startTestMailServer()
  portal = await startTestPortal(server.url)
})
afterAll(async () => {
  await portal.stop()
  await server.stop()
})
beforeEach(() => {
  server.received.length = 0
})

const context = { jobId: '1', attempt: 1, lastAttempt: false, signal: new AbortController().signal }
const send = (mailId: string, more = {}) => sendMail({ mailId }, { ...context, ...more })

test('a mail is sent once, however often its job comes, and nothing of it is kept', async () => {
  const mailId = await queueOne()
  await Promise.all([send(mailId), send(mailId)])
  await send(mailId)
  expect(server.received.map(({ to, messageId }) => ({ to, messageId }))).toEqual([
    { to: ['petra.example@example.org'], messageId: `<${mailId}@portal.test>` },
  ])
  const mail = await readMail(mailId)
  expect(mail).toMatchObject({ state: 'sent', unknowns: 0, outcome: expect.stringMatching(/^250/) })
  expect(openText(`mail.content:${mailId}`, mail.content)).toBe('')
})

test('a 451 puts it back and asks the queue for patience; the next try succeeds', async () => {
  server.treat('defer-recipient')
  const mailId = await queueOne()
  await expect(send(mailId)).rejects.toMatchObject({ name: 'MailDelayed', message: '451 4.7.1' })
  expect(await readMail(mailId)).toMatchObject({ state: 'queued', outcome: '451 4.7.1', unknowns: 0 })
  await send(mailId, { attempt: 2 })
  expect(await readMail(mailId)).toMatchObject({ state: 'sent' })
  expect(server.received).toHaveLength(1)
})

test('a message put off after it was read was not taken: no doubt, no count', async () => {
  server.treat('defer-message')
  const mailId = await queueOne()
  await expect(send(mailId)).rejects.toThrow('452 4.3.1')
  expect(await readMail(mailId)).toMatchObject({ state: 'queued', unknowns: 0 })
})

test('a 550 is the end of it: the code stays, the content and the address go', async () => {
  server.treat('refuse-recipient')
  const mailId = await queueOne()
  await send(mailId)
  const mail = await readMail(mailId)
  expect(mail).toMatchObject({ state: 'failed', outcome: '550 5.1.1' })
  expect(openText(`mail.content:${mailId}`, mail.content)).toBe('')
})

test('when the queue will not try again, a delayed mail has failed', async () => {
  server.treat('defer-recipient')
  const mailId = await queueOne()
  await send(mailId, { attempt: 25, lastAttempt: true })
  expect(await readMail(mailId)).toMatchObject({ state: 'failed', outcome: '451 4.7.1' })
})

describe('in doubt', () => {
  test('a server that hangs up after the message gets it once more, the same bytes under the same Message-ID', async () => {
    server.treat('take-and-hang-up')
    const mailId = await queueOne()
    await expect(send(mailId)).rejects.toMatchObject({ name: 'MailDelayed' })
    expect(await readMail(mailId)).toMatchObject({ state: 'sending', unknowns: 0 })
    await send(mailId, { attempt: 2 })
    expect(await readMail(mailId)).toMatchObject({ state: 'sent', unknowns: 1 })
    expect(server.received).toHaveLength(2)
    expect(new Set(server.received.map(({ digest }) => digest)).size).toBe(1)
  })

  test('and never a third time', async () => {
    server.treat('take-and-hang-up', 'take-and-hang-up')
    const mailId = await queueOne()
    await expect(send(mailId)).rejects.toThrow()
    await expect(send(mailId)).rejects.toThrow()
    await send(mailId)
    expect(await readMail(mailId)).toMatchObject({ state: 'failed', outcome: 'unknown' })
    expect(server.received).toHaveLength(2)
  })
})

describe('a worker that wakes late', () => {
  test('finds the mail taken before its first byte and sends nothing', async () => {
    const mailId = await queueOne()
    const late = crypto.randomUUID()
    await begin(worker, ({ tx }) => takeMail(tx, mailId, late, false))
    await begin(worker, ({ tx }) => takeMail(tx, mailId, crypto.randomUUID(), false))
    const handOver = { from: ['queued'], to: 'sending' } as const
    expect(await begin(worker, ({ tx }) => moveMail(tx, mailId, late, handOver))).toBe(false)
    await send(mailId)
    expect(server.received).toHaveLength(1)
  })

  test('after its first byte cannot undo what another has said meanwhile', async () => {
    const mailId = await queueOne()
    const late = crypto.randomUUID()
    await begin(worker, ({ tx }) => takeMail(tx, mailId, late, false))
    await begin(worker, ({ tx }) => moveMail(tx, mailId, late, { from: ['queued'], to: 'sending' }))
    await send(mailId)
    expect(await begin(worker, ({ tx }) => moveMail(tx, mailId, late, { from: ['sending'], to: 'queued' }))).toBe(false)
    expect(await readMail(mailId)).toMatchObject({ state: 'sent', unknowns: 1 })
  })
})
