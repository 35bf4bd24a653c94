import { expect, test } from 'vitest'
import { arrivedDirectly, directHeader, isLoopbackRequest } from './demo.ts'

const direct = { [directHeader]: '1' }

test.each(['127.0.0.1:3000', 'localhost', 'LOCALHOST:80', '[::1]:3000'])('%s is this machine', host => {
  expect(isLoopbackRequest(host, new Headers(direct))).toBe(true)
})

test.each([
  null,
  '',
  'portal.test',
  '127.0.0.1.portal.test',
  'localhost.portal.test:3000',
  'portal.test#127.0.0.1',
  '127.0.0.1@portal.test',
  '0.0.0.0:3000',
  '192.168.1.5:3000',
  '127.0.0.1:3000, portal.test',
])('%s is not', host => {
  expect(isLoopbackRequest(host, new Headers(direct))).toBe(false)
})

test('without the mark of our own web server nothing is direct', () => {
  expect(isLoopbackRequest('localhost:3000', new Headers())).toBe(false)
})

test.each([
  'forwarded',
  'via',
  'x-real-ip',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-ssl',
])('a request with %s came through a proxy', name => {
  expect(arrivedDirectly(['host', name])).toBe(false)
})

test('an ordinary request arrived directly', () => {
  expect(arrivedDirectly(['host', 'user-agent', 'cookie', 'x-requested-with'])).toBe(true)
})
