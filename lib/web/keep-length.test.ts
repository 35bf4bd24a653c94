import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { keepLength, lengthHeader } from './keep-length.ts'

let server: Server
afterEach(() => server.close())

/** A server that streams thirteen bytes in two writes and names their number, or does not. */
async function answer(length: string | undefined): Promise<Response> {
  server = createServer((_request, response) => {
    keepLength(response)
    if (length) response.setHeader(lengthHeader, length)
    response.write('six by')
    response.end('tes now')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
}

test('a streamed copy says how long it is, under the name every browser knows', async () => {
  const response = await answer('13')
  expect(response.headers.get('content-length')).toBe('13')
  expect(response.headers.has(lengthHeader)).toBe(false)
  expect(await response.text()).toBe('six bytes now')
})

test('an answer without a named length is left as it is', async () => {
  expect((await answer(undefined)).headers.has('content-length')).toBe(false)
})
