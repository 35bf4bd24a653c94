import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { compose } from './compose.ts'
import { type Mailbox, startMailbox } from './mailbox.ts'
import { keepMail } from './mailbox-files.ts'
import { listMails, readMail } from './read-mailbox.ts'
import { deliver } from './smtp.ts'

let directory: string
let mailbox: Mailbox
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dossier-mailbox-'))
  mailbox = await startMailbox({ directory })
})
afterEach(async () => {
  await mailbox.stop()
  await rm(directory, { recursive: true, force: true })
})

const queuedAt = Temporal.Instant.from('2026-03-01T10:00:00Z')
async function send(to: string, id: string, html = '<p>Hallo <a href="https://portal.test/x">hier</a></p>') {
  const from = 'Datenschutz Größe <privacy@portal.test>'
  const content = { to, subject: 'Grüße – مرحبا', text: 'Hallo\nhttps://portal.test/x', html }
  const message = await compose({ ...content, messageId: `<${id}@portal.test>`, from, queuedAt })
  const envelope = { from: 'privacy@portal.test', to }
  return await deliver({ smtpUrl: `smtp://127.0.0.1:${mailbox.port}`, envelope, message, handOver: async () => {} })
}

test('a mail that was sent can be read, newest first, by its recipient or by id', async () => {
  expect((await send('petra@example.org', '1')).result).toBe('accepted')
  await send('noor@example.org', '2')
  const all = await listMails(directory)
  expect(all.map(({ to, messageId }) => [to, messageId])).toEqual([
    [['noor@example.org'], '<2@portal.test>'],
    [['petra@example.org'], '<1@portal.test>'],
  ])
  expect(await listMails(directory, { to: 'Petra@example.org' })).toHaveLength(1)
  const mail = await readMail(directory, all[1]!.id)
  expect(mail).toMatchObject({ subject: 'Grüße – مرحبا', from: expect.stringContaining('Datenschutz Größe') })
  expect(mail?.text).toContain('https://portal.test/x')
  expect(mail?.html).toBe('<p>Hallo <a href="https://portal.test/x" rel="noopener noreferrer">hier</a></p>')
})

test('what a hostile mail holds is shown without its teeth', async () => {
  await send(
    'petra@example.org',
    '1',
    '<p onclick="x()">Hi<img src="https://tracker.example/i.png"><script>x()</script></p>',
  )
  expect((await readMail(directory, (await listMails(directory))[0]!.id))?.html).toBe('<p>Hi</p>')
})

test('a repeat is known by its Message-ID', async () => {
  await send('petra@example.org', '1')
  await send('noor@example.org', '2')
  await send('petra@example.org', '1')
  expect((await listMails(directory)).map(({ copy }) => copy)).toEqual([2, 1, 1])
})

test('a restart keeps what was caught; only its owner may read the files', async () => {
  await send('petra@example.org', '1')
  await mailbox.stop()
  mailbox = await startMailbox({ directory })
  expect(await listMails(directory)).toHaveLength(1)
  const [file] = await readdir(directory)
  expect((await stat(join(directory, file!))).mode & 0o777).toBe(0o600)
})

test('it keeps two hundred and forgets the oldest', async () => {
  for (let index = 0; index < 203; index++)
    await keepMail(directory, ['petra@example.org'], Buffer.from(`Subject: ${index}\r\n\r\nx`))
  const kept = await listMails(directory)
  expect(kept).toHaveLength(200)
  expect([kept[0]?.subject, kept.at(-1)?.subject]).toEqual(['202', '3'])
})

test.each(['../../etc/passwd', '', '1', '1772000000000-aaaaaaaaaaaa/../x'])('%j is the id of no mail', async id => {
  expect(await readMail(directory, id)).toBeUndefined()
})

test('half-written and foreign files are no mails; an empty mailbox is empty', async () => {
  await writeFile(join(directory, '1772000000000-aaaaaaaaaaaa.draft'), 'x')
  await writeFile(join(directory, 'notes.eml'), 'x')
  expect(await listMails(directory)).toEqual([])
  expect(await listMails(join(directory, 'nowhere'))).toEqual([])
})

test('a port that is taken is said, and no other machine can reach the mailbox', async () => {
  await expect(startMailbox({ directory, port: mailbox.port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  const outside = Object.values(networkInterfaces())
    .flat()
    .find(face => face && !face.internal && face.family === 'IPv4')
  const reach = (host: string) =>
    new Promise<string>(resolve => {
      const socket = connect({ host, port: mailbox.port, timeout: 1_000 })
      const end = (how: string) => () => {
        socket.destroy()
        resolve(how)
      }
      socket.once('connect', end('connected')).once('error', end('refused')).once('timeout', end('refused'))
    })
  expect(await reach('127.0.0.1')).toBe('connected')
  if (outside) expect(await reach(outside.address)).toBe('refused')
})
