import { expect, test } from 'vitest'
import { localPath } from './local-path.ts'

test.each(['/', '/requests/AB-1?page=2', '/ask/right', '/päge#part'])('a person returns to %s', path => {
  expect(localPath(path)).toBe(path)
})

test.each([
  '//evil.example.org',
  '/\\evil.example.org',
  '/\t/evil.example.org',
  '/a\r\nSet-Cookie: x=y',
  'https://evil.example.org',
  'javascript:alert(1)',
  '',
  `/${'a'.repeat(2000)}`,
  null,
  undefined,
  ['/'],
])('nobody is sent to %j', path => {
  expect(localPath(path)).toBe('/')
})
