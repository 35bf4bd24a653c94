import { type NextRequest, NextResponse } from 'next/server'
import { contentSecurityPolicy, inboundHeadersDropped, securityHeaders } from '#lib/web/security-headers.ts'
import { servedOverHttps } from '#lib/web/served-over-https.ts'

const newNonce = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))

/**
 * Sets the headers of every response; it is never the lock (each verb and view is). No `matcher`, so that nothing is left out: pages, downloads,
 * what was not found, compiled files.
 */
export const proxy = (request: NextRequest): NextResponse => {
  const visit = {
    path: request.nextUrl.pathname,
    nonce: newNonce(),
    https: servedOverHttps(),
    development: process.env.NODE_ENV === 'development',
  }
  const inner = new Headers(request.headers)
  for (const name of inboundHeadersDropped) inner.delete(name)
  inner.set('content-security-policy', contentSecurityPolicy(visit))

  const response = NextResponse.next({ request: { headers: inner } })
  for (const [name, value] of securityHeaders(visit)) response.headers.set(name, value)
  return response
}
