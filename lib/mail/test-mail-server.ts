import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'

/** How the server of a test treats the next message: what real servers do to real mail. */
export type Treatment =
  | 'accept'
  | 'refuse-recipient'
  | 'defer-recipient'
  | 'refuse-message'
  | 'defer-message'
  | 'take-and-hang-up'
  | 'take-and-say-nothing'

export type Received = { to: string[]; messageId: string; digest: string; raw: string }

/** A mail server of a test's own, on this machine. Treatments are used up in order; after them everything is accepted. */
export async function startTestMailServer(...treatments: Treatment[]) {
  const received: Received[] = []
  const next = [...treatments]
  const answer = (code: number, words: string) => Object.assign(new Error(words), { responseCode: code })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    closeTimeout: 100,
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (next[0] === 'refuse-recipient') return done(taken(answer(550, `5.1.1 <${address}> is unknown here`)))
      if (next[0] === 'defer-recipient') return done(taken(answer(451, `4.7.1 <${address}> later please`)))
      done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        const treatment = next.shift() ?? 'accept'
        if (treatment === 'refuse-message') return done(answer(554, '5.7.1 we do not like it'))
        if (treatment === 'defer-message') return done(answer(452, '4.3.1 no room'))
        const to = session.envelope.rcptTo.map(({ address }) => address)
        received.push(await receive(Buffer.concat(chunks), to))
        if (treatment === 'take-and-say-nothing') return
        if (treatment === 'take-and-hang-up') return hangUp(session)
        done()
      })
    },
  })
  server.on('error', () => {})
  const hangUp = (session: SMTPServerSession) => {
    for (const connection of server.connections as Set<{ id: string; _socket: { destroy: () => void } }>)
      if (connection.id === session.id) connection._socket.destroy()
  }
  const taken = (fault: Error) => {
    next.shift()
    return fault
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    treat: (...more: Treatment[]) => next.push(...more),
    stop: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}

async function receive(raw: Buffer, to: string[]): Promise<Received> {
  const { messageId } = await simpleParser(raw)
  const digest = createHash('sha256').update(raw).digest('hex')
  return { to, messageId: messageId ?? '', digest, raw: raw.toString('utf8') }
}
