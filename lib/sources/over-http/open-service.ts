import { type IncomingMessage, Agent as PlainAgent, request as plainRequest } from 'node:http'
import { Agent, request } from 'node:https'
import { connect, type LookupFunction } from 'node:net'
import { reason, SourceFailure } from '../reason.ts'
import { pauseBefore } from './back-off.ts'
import { type Pinned, pinAddress } from './pin-address.ts'
import type { Place } from './place.ts'

export type Ask = {
  method: 'GET' | 'POST' | 'DELETE'
  /** From the root of the host, with its query, already encoded. */
  path: string
  headers?: { [name: string]: string }
  body?: string
}

export type Answer = { status: number; headers: IncomingMessage['headers']; text: string }

/** One service, at one address, for one search. */
export type Service = {
  /** Whether anybody is there, without a question. Throws SourceFailure. */
  reach(): Promise<void>
  /** Asks, again where the service is busy. Statuses of 400 and more are the caller's to judge. Throws SourceFailure. */
  ask(ask: Ask): Promise<Answer>
  /** Says something that needs no answer, once, also while the service is closed: that nobody waits for what was asked. */
  tell(ask: Ask): Promise<void>
  close(): void
}

export type Patience = { connectMs: number; statementMs: number; backOffMs: number; maxAnswerBytes: number }

const gone = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'])

/** A code only: what a driver says of a broken connection may hold the address with its password. */
const failureOf = (thrown: unknown): SourceFailure => {
  if (thrown instanceof SourceFailure) return thrown
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (gone.has(code)) return new SourceFailure(reason('source-unavailable'))
  if (/CERT|TLS|SSL/.test(code)) return new SourceFailure(reason('certificate-refused'))
  return new SourceFailure(reason('answer-cut'))
}

const strict = new TextDecoder('utf-8', { fatal: true })

/** The whole body as text, at most `most` bytes of it: an answer without end is cut, and fails. */
const readBody = async (message: IncomingMessage, most: number): Promise<string> => {
  if ((message.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new SourceFailure(reason('answer-unfit', 'content-encoding'))
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of message as AsyncIterable<Buffer>) {
    length += piece.length
    if (length > most) throw new SourceFailure(reason('answer-endless', String(most)))
    pieces.push(piece)
  }
  if (!message.complete) throw new SourceFailure(reason('answer-cut'))
  try {
    return strict.decode(Buffer.concat(pieces))
  } catch {
    throw new SourceFailure(reason('answer-unfit', 'UTF-8'))
  }
}

const pinnedLookup =
  ({ address, family }: Pinned): LookupFunction =>
  (_host, options, told) =>
    options.all ? told(null, [{ address, family }]) : told(null, address, family)

/** Opens a service: finds its address once and keeps to it. Throws SourceFailure. */
export const openService = async (place: Place, patience: Patience, mayBePrivate: boolean): Promise<Service> => {
  const pinned = await pinAddress(place.host, mayBePrivate)
  const lookup = pinnedLookup(pinned)
  const kept = place.secure ? new Agent({ keepAlive: true }) : new PlainAgent({ keepAlive: true })
  const closed = new AbortController()
  const once = async ({ method, path, headers, body }: Ask, agent: Agent | PlainAgent | false): Promise<Answer> => {
    const late = new AbortController()
    const timer = setTimeout(() => late.abort(), agent ? patience.statementMs : patience.connectMs)
    const stop = () => late.abort()
    if (agent) closed.signal.addEventListener('abort', stop, { once: true })
    if (agent && closed.signal.aborted) stop()
    try {
      const message = await new Promise<IncomingMessage>((done, fail) => {
        const asked = (place.secure ? request : plainRequest)({
          ...{ host: place.host, port: place.port, method, path, agent, lookup, signal: late.signal },
          timeout: patience.connectMs,
          headers: {
            accept: 'application/json',
            'accept-encoding': 'identity',
            'user-agent': 'dossier',
            ...(place.authorization === null ? {} : { authorization: place.authorization }),
            ...headers,
            ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
          },
        })
        asked.once('response', done).once('error', fail)
        asked.once('socket', socket => {
          // Only until it is connected: what the service then takes is the statement's own time.
          if (!socket.connecting) return asked.setTimeout(0)
          socket.once('connect', () => asked.setTimeout(0))
        })
        asked.once('timeout', () => late.abort())
        asked.end(body)
      })
      try {
        const { statusCode: status = 0 } = message
        // A redirect may lead anywhere, with our credentials.
        if (status >= 300 && status < 400) throw new SourceFailure(reason('redirect-refused'))
        return { status, headers: message.headers, text: await readBody(message, patience.maxAnswerBytes) }
      } finally {
        message.destroy()
      }
    } catch (thrown) {
      if (agent && closed.signal.aborted) throw new SourceFailure(reason('cancelled'))
      throw late.signal.aborted ? new SourceFailure(reason('timeout')) : failureOf(thrown)
    } finally {
      clearTimeout(timer)
      closed.signal.removeEventListener('abort', stop)
    }
  }
  const reach = () =>
    new Promise<void>((done, fail) => {
      const socket = connect({ host: pinned.address, port: place.port, timeout: patience.connectMs })
      const end = (told: () => void) => () => {
        socket.destroy()
        told()
      }
      socket.once('connect', end(done))
      socket.once(
        'timeout',
        end(() => fail(new SourceFailure(reason('timeout')))),
      )
      socket.once('error', thrown => fail(failureOf(thrown)))
    })
  return {
    reach,
    async ask(ask) {
      for (let tried = 0; ; tried++) {
        const answer = await once(ask, kept)
        if (!(await pauseBefore(tried, answer, patience.backOffMs, closed.signal))) return answer
      }
    },
    tell: ask =>
      once(ask, false).then(
        () => {},
        () => {},
      ),
    close() {
      closed.abort()
      kept.destroy()
    },
  }
}
