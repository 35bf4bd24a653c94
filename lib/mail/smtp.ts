import { Readable } from 'node:stream'
import SmtpConnection from 'nodemailer/lib/smtp-connection'

/** What became of one attempt. `code` is the server's reply code or a name for what failed; it never holds an address. */
export type Delivery =
  | { result: 'accepted'; code: string }
  /** A 5xx about this recipient or this message: trying again would be asking the same question. */
  | { result: 'refused'; code: string }
  /** 4xx, no connection, a sign-in or a certificate that failed: somebody may mend it. */
  | { result: 'delayed'; code: string }
  /** The message had begun to flow and the server never said what it did with it. */
  | { result: 'unknown'; code: string }

export type Sending = {
  /** `smtps://LOGIN:PASSWORD@HOST:PORT`, or `smtp://`, which must turn to TLS unless the server is this machine. */
  smtpUrl: string
  envelope: { from: string; to: string }
  message: Buffer
  /**
   * Called when the server has accepted sender and recipient and waits for the first byte: from here on a death leaves doubt.
   * What it throws is thrown on, and not a byte is sent.
   */
  handOver: () => Promise<void>
  /** Milliseconds until the whole attempt is given up; 60,000. */
  deadline?: number
}

/** One attempt, never longer than its deadline, and never inside a transaction. */
export async function deliver({ smtpUrl, envelope, message, handOver, deadline = 60_000 }: Sending): Promise<Delivery> {
  const connection = new SmtpConnection(connectionOptions(smtpUrl))
  const progress: Progress = { flowing: false, refused: undefined }
  let timer: NodeJS.Timeout | undefined
  try {
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(named('ETIMEDOUT')), deadline)
    })
    return await Promise.race([speak(connection, smtpUrl, envelope, messageStream(message, handOver, progress)), late])
  } catch (fault) {
    if (progress.refused !== undefined) throw progress.refused.because
    return judge(fault, progress.flowing)
  } finally {
    clearTimeout(timer)
    connection.on('error', () => {})
    connection.close()
  }
}

type Progress = { flowing: boolean; refused: { because: unknown } | undefined }

/** Asked for its first byte only after the server's 354. */
const messageStream = (message: Buffer, handOver: () => Promise<void>, progress: Progress): Readable =>
  Readable.from(
    (async function* () {
      try {
        await handOver()
      } catch (because) {
        progress.refused = { because }
        throw because
      }
      progress.flowing = true
      yield message
    })(),
    { objectMode: false },
  )

async function speak(
  connection: SmtpConnection,
  smtpUrl: string,
  { from, to }: Sending['envelope'],
  message: Readable,
): Promise<Delivery> {
  await new Promise<void>((resolve, reject) => {
    connection.once('error', reject)
    connection.connect(fault => (fault ? reject(fault) : resolve()))
  })
  const { username, password } = new URL(smtpUrl)
  if (username) {
    const credentials = { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
    await new Promise<void>((resolve, reject) =>
      connection.login(credentials, fault => (fault ? reject(fault) : resolve())),
    )
  }
  const info = await new Promise<{ response?: string }>((resolve, reject) => {
    connection.once('error', reject)
    connection.send({ from, to: [to] }, message, (fault, sent) => (fault ? reject(fault) : resolve(sent ?? {})))
  })
  connection.quit()
  return { result: 'accepted', code: replyCode(info.response ?? '') ?? '250' }
}

/** Who would see a plain connection to another machine would see the link in it. */
function connectionOptions(smtpUrl: string) {
  const url = new URL(smtpUrl)
  const here = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  const secure = url.protocol === 'smtps:'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure && !here,
    ignoreTLS: !secure && here,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    dnsTimeout: 15_000,
    socketTimeout: 30_000,
    socketCloseTimeout: 1_000,
    logger: false,
  }
}

function judge(fault: unknown, flowing: boolean): Delivery {
  const { responseCode, response, command, code } = fault as {
    responseCode?: number
    response?: string
    command?: string
    code?: string
  }
  const said = replyCode(response ?? '') ?? (responseCode ? String(responseCode) : undefined)
  if (said?.startsWith('5') && (command === 'RCPT TO' || command === 'DATA')) return { result: 'refused', code: said }
  if (said && command === 'DATA') return { result: 'delayed', code: said }
  if (flowing) return { result: 'unknown', code: said ?? code ?? 'lost' }
  return { result: 'delayed', code: said ?? code ?? 'lost' }
}

/** `550 5.1.1` of a reply; the words after it may name the mailbox and are left behind. */
const replyCode = (response: string): string | undefined =>
  /^(\d{3})(?:[ -]([245]\.\d{1,3}\.\d{1,3})\b)?/.exec(response)?.slice(1).filter(Boolean).join(' ')

const named = (code: string) => Object.assign(new Error(code), { code })
