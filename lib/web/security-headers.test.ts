import { describe, expect, test } from 'vitest'
import { securityHeaders } from './security-headers.ts'
import { servedOverHttps } from './served-over-https.ts'

const visit = { path: '/', nonce: 'bm9uY2U=', https: true, development: false }
const headers = (change: Partial<Parameters<typeof securityHeaders>[0]> = {}) =>
  new Map(securityHeaders({ ...visit, ...change }))
const policy = (change = {}) => headers(change).get('Content-Security-Policy')?.split('; ') ?? []

describe('what a browser may do with a page', () => {
  test('only scripts with the nonce of this response run; nothing is inline, evaluated or foreign', () => {
    expect(policy()).toContain("default-src 'none'")
    expect(policy()).toContain("script-src 'nonce-bm9uY2U=' 'strict-dynamic'")
    expect(policy().join()).not.toMatch(/unsafe|https?:|\*/)
  })

  test('nobody frames a page, moves its base or sends its forms elsewhere', () => {
    expect(policy()).toEqual(
      expect.arrayContaining(["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]),
    )
  })

  test('the staff sign-in page may end at the configured provider', () => {
    expect(policy({ signInOrigin: 'https://login.example.org' })).toContain(
      "form-action 'self' https://login.example.org",
    )
  })

  test('eval is for development alone', () => {
    expect(policy({ development: true }).join()).toContain("'unsafe-eval'")
  })

  test('a page with a token tells others its origin and never its address', () => {
    expect(headers({ path: '/verify' }).get('Referrer-Policy')).toBe('strict-origin')
    expect(headers({ path: '/verify/abc' }).get('Referrer-Policy')).toBe('strict-origin')
    expect(headers({ path: '/verifying' }).get('Referrer-Policy')).toBe('same-origin')
  })

  test('nothing is kept by a cache, except compiled files', () => {
    expect(headers({ path: '/requests/AB-1/download' }).get('Cache-Control')).toBe('private, no-store')
    expect(headers({ path: '/_next/static/chunks/a.js' }).has('Cache-Control')).toBe(false)
  })

  test('a downloaded copy arrives as it lies: nothing on the way may compress it', () => {
    const cached = (path: string) => headers({ path }).get('Cache-Control')
    expect(cached('/requests/D-7K3M-9QXA/download/dossier.json')).toBe('private, no-store, no-transform')
    expect(cached('/requests/D-7K3M-9QXA')).toBe('private, no-store')
  })

  test('https is promised only where the portal has https', () => {
    expect(headers().get('Strict-Transport-Security')).toContain('max-age=63072000')
    expect(headers({ https: false }).has('Strict-Transport-Security')).toBe(false)
    expect(policy({ https: false })).not.toContain('upgrade-insecure-requests')
    expect([
      servedOverHttps('https://a.example.org'),
      servedOverHttps('http://a.example.org'),
      servedOverHttps(undefined),
    ]).toEqual([true, false, false])
  })
})
