import { config } from '#lib/config/config.ts'
import { isDemoRequest } from '#lib/config/demo.ts'

/** Whether a POST came from a page of ours. The Host header is believed in the demo alone, where it is loopback. */
export function isOwnOrigin(headers: Headers): boolean {
  const [origin, host] = [headers.get('origin'), headers.get('host')]
  if (origin === config().origin) return true
  return isDemoRequest(host, headers) && origin === `http://${host}`
}
