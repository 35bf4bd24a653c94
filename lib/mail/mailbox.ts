import { mkdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { mailboxDirectory } from '#lib/config/mailbox-directory.ts'
import { keepMail } from './mailbox-files.ts'

export type Mailbox = {
  port: number
  /** Takes no more mail; what was taken stays. */
  stop: () => Promise<void>
}

const largest = 1_048_576

/**
 * The demo's mail server: listens on this machine alone, delivers to nobody, keeps every mail as a file to be read on a page.
 * `port` 0, the default, takes a free one. A mail is acknowledged when its file is on the disk, as a real server would.
 */
export async function startMailbox(options: { port?: number; directory?: string } = {}): Promise<Mailbox> {
  const directory = options.directory ?? mailboxDirectory()
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: largest,
    closeTimeout: 1_000,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('error', done)
      stream.once('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('Too large'), { responseCode: 552 }))
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        keepMail(directory, recipients, Buffer.concat(chunks)).then(() => done(), done)
      })
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      server.off('error', reject)
      // A client that hangs up in the middle is its own business.
      server.on('error', () => {})
      resolve()
    })
  })
  const { port } = server.server.address() as AddressInfo
  return { port, stop: () => new Promise(resolve => server.close(() => resolve())) }
}
