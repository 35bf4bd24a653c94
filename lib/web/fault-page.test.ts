import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { sayFaultsInWords } from './fault-page.ts'

let server: Server | undefined
afterEach(() => new Promise(closed => (server ? server.close(closed) : closed(undefined))))

const ask = async (inner: RequestListener, headers: Record<string, string> = {}, method = 'GET') => {
  server = createServer((request, response) => {
    sayFaultsInWords(request, response)
    inner(request, response)
  })
  await new Promise<void>(ready => server?.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return fetch(`http://127.0.0.1:${port}/requests/AB-1`, { headers, method })
}

/** What Next sends for a page that failed: an empty document, in several pieces. */
const failed: RequestListener = (_request, response) => {
  response.statusCode = 500
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Content-Security-Policy', "script-src 'nonce-YWJj' 'strict-dynamic'")
  response.write('<html id="__next_error__"><body>')
  response.end('</body></html>')
}

describe('a page that failed', () => {
  test('speaks the language of the person, without JavaScript', async () => {
    const response = await ask(failed, { 'accept-language': 'de' })
    const html = await response.text()
    expect(response.status).toBe(500)
    expect(html).toContain('<h1>Bei uns ist etwas schiefgegangen</h1>')
    expect(html).toContain('<style nonce="YWJj">')
    expect(html).not.toContain('__next_error__')
  })

  test('speaks the language that was chosen', async () => {
    const response = await ask(failed, { cookie: 'a=b; dossier-lang=en', 'accept-language': 'de' })
    expect(await response.text()).toContain('Something went wrong on our side')
  })

  test('is replaced even when it was compressed and its head was written first', async () => {
    const response = await ask((_request, outer) => {
      outer.setHeader('content-type', 'text/html')
      outer.setHeader('content-encoding', 'gzip')
      outer.writeHead(500)
      outer.end(gzipSync('<html id="__next_error__"></html>'))
    })
    expect(await response.text()).toContain('Something went wrong on our side')
  })

  test('answers HEAD with the head alone', async () => {
    const response = await ask(failed, {}, 'HEAD')
    expect([response.status, await response.text()]).toEqual([500, ''])
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(500)
  })
})

describe('everything else passes untouched', () => {
  test.each([
    ['a good page', 200, 'text/html', '<p>yes</p>'],
    ['a page not found', 404, 'text/html', '<p>no</p>'],
    ['an answer for programs', 500, 'application/json', '{"fault":true}'],
  ])('%s', async (_name, status, type, body) => {
    const response = await ask((_request, inner) => {
      inner.writeHead(status, { 'content-type': type })
      inner.write(body.slice(0, 4))
      inner.end(body.slice(4))
    })
    expect([response.status, await response.text()]).toEqual([status, body])
  })
})
