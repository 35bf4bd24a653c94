import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { openContent } from './content.ts'
import { queueMail } from './outbox.ts'
import { queueOne, readMail, readMails, startTestPortal } from './test-post.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:1')
})
afterAll(() => portal.stop())

const jobsFor = async (mailId: string) =>
  (await portal.peek.query("select payload from graphile_worker._private_jobs where payload->>'mailId' = $1", [mailId]))
    .rows

test('a mail and its job are born together, sealed, and the job knows an id alone', async () => {
  const mailId = await queueOne()
  const mail = await readMail(mailId)
  expect(mail).toMatchObject({ state: 'queued', letter: 'package-released', messageId: `<${mailId}@portal.test>` })
  expect(openContent(mailId, mail.content).to).toBe('petra.example@example.org')
  expect(Buffer.from(mail.content).toString('latin1')).not.toContain('petra')
  expect(await jobsFor(mailId)).toEqual([{ payload: { mailId } }])
})

test('a transaction that is undone leaves neither mail nor job', async () => {
  let mailId = ''
  const undone = begin(worker, async scope => {
    const letter = { to: 'noor@example.org', letter: 'request-closed', data: {}, locale: 'en' } as const
    mailId = await queueMail(scope, letter)
    throw new Error('the verb refused')
  })
  await expect(undone).rejects.toThrow('the verb refused')
  expect((await readMails()).map(mail => mail.id)).not.toContain(mailId)
  expect(await jobsFor(mailId)).toEqual([])
})

test.each<Actor>([
  { kind: 'visitor', id: randomUUID() },
  { kind: 'person', id: randomUUID(), provedAt: '2026-01-01T00:00:00Z' },
  { kind: 'officer', id: randomUUID() },
  { kind: 'admin', id: randomUUID() },
])('a $kind may cause a mail', async actor => {
  const letter = { to: 'noor@example.org', letter: 'sign-in-link', locale: 'xx' } as const
  const data = { link: '/verify/abc', disown: '/verify/abc/disown' } as const
  const mailId = await begin(actor, scope => queueMail(scope, { ...letter, data }))
  const { text } = openContent(mailId, (await readMail(mailId)).content)
  expect(text).toContain('https://portal.test/verify/abc')
})

test('a visitor may not read the outbox', async () => {
  const visitor: Actor = { kind: 'visitor', id: randomUUID() }
  const look = begin(visitor, ({ tx }) => tx.execute(sql`select * from dossier.mail`))
  await expect(look).rejects.toMatchObject({ cause: { code: '42501' } })
})

test.each([
  'boss <attacker@evil.example>',
  'attacker@evil.example victim@example.org',
  'a@example.org,b@example.org',
  'a@example.org\r\nBcc: b@example.org',
  'Upper@example.org',
  '',
])('%j is not one address, and nothing is queued', async to => {
  const before = await readMails()
  await expect(queueOne(to)).rejects.toMatchObject({ name: 'NotOneAddress' })
  expect(await readMails()).toHaveLength(before.length)
})
