import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import next from 'next'
import { config } from '#lib/config/config.ts'
import { arrivedDirectly, directHeader } from '#lib/config/demo.ts'
import { log } from '#lib/config/log.ts'
import { trapDriverFaults } from '#lib/db/trap-driver-faults.ts'
import { sayFaultsInWords } from './fault-page.ts'
import { keepLength } from './keep-length.ts'
import { bringsFiles, receiveFiles } from './receive-files.ts'

/**
 * The web server: a process of its own, started by `dossier serve`. Before Next sees a request, what only arriving requests can
 * tell is settled here: whether a proxy forwarded it (Next writes x-forwarded-* into every request itself), and headers by which
 * a client could speak for the server are dropped.
 */
trapDriverFaults(log)
const { host, port } = config().listen
const server = createServer()
const app = next({ dev: false, dir: process.cwd(), hostname: host, port, httpServer: server })
const handle = app.getRequestHandler()

/** The network address that asked: of the connection, or the one the nearest proxy wrote down last. */
const peerHeader = 'x-dossier-peer'

/** Next would take a nonce or a policy from the request as its own. */
const ownHeaders = [
  directHeader,
  peerHeader,
  'x-nonce',
  'content-security-policy',
  'content-security-policy-report-only',
]

/**
 * What marks a request as direct: after a form's redirect Next asks itself for the next page, with the headers of the request that
 * came and the x-forwarded-* it wrote; only a request that was marked before can know this.
 */
const mark = randomUUID()

function settleHeaders(request: IncomingMessage): void {
  const forwarded = request.headers['x-forwarded-for']
  const peer =
    String(forwarded ?? '')
      .split(',')
      .at(-1)
      ?.trim() || request.socket.remoteAddress
  const direct = request.headers[directHeader] === mark || arrivedDirectly(Object.keys(request.headers))
  for (const name of ownHeaders) delete request.headers[name]
  if (direct) request.headers[directHeader] = mark
  request.headers[peerHeader] = peer ?? 'unknown'
}

server.on('request', (request, response) => {
  // A TRACE answer would read the person's cookies back to a script.
  if (request.method === 'TRACE' || request.method === 'TRACK') {
    response.writeHead(405, { 'content-length': 0, connection: 'close' }).end()
    return
  }
  settleHeaders(request)
  sayFaultsInWords(request, response)
  keepLength(response)
  const answered = bringsFiles(request)
    ? receiveFiles(request, response, String(request.headers[peerHeader]))
    : handle(request, response)
  answered.catch(() => {
    if (!response.headersSent) response.writeHead(500)
    response.end()
  })
})

/** Finishes what was begun, for five seconds at most. */
function stop(): void {
  server.close(() => process.exit(0))
  server.closeIdleConnections()
  setTimeout(() => process.exit(0), 5_000).unref()
}

process.once('SIGTERM', stop)
process.once('SIGINT', stop)
// The launcher died: a portal without its launcher would hold the port against the next one.
process.once('disconnect', () => process.exit(0))

await app.prepare()
server.listen(port, host, () => process.send?.({ ready: true }))
