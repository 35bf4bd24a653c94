import { config } from './config.ts'

/** Set by our own web server on every request that reached it without a forwarding header; what a client sends under this name is dropped. */
export const directHeader = 'x-dossier-direct'

const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i
const forwarding = ['forwarded', 'via', 'x-real-ip']

/**
 * Whether a request came straight from this machine. Next writes x-forwarded-* of its own into every request before a page sees
 * it, so those are judged where the request arrives (`arrivedDirectly`), and here by the mark that leaves.
 */
export const isLoopbackRequest = (host: string | null, headers: Headers): boolean =>
  host !== null && loopbackHost.test(host) && headers.has(directHeader) && forwarding.every(name => !headers.has(name))

/** Whether the raw headers of an arriving request carry no trace of a proxy. */
export const arrivedDirectly = (names: readonly string[]): boolean =>
  !names.some(name => forwarding.includes(name) || name.startsWith('x-forwarded-'))

/**
 * Whether this request may see the demo: one-click roles, the mailbox, the clock. Only with the embedded database, whose web
 * server listens on loopback alone, and only for a loopback Host that nobody forwarded.
 */
export const isDemoRequest = (host: string | null, headers: Headers): boolean =>
  config().mode === 'demo' && isLoopbackRequest(host, headers)
