import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { isFree, nextFreePort } from './free-port.ts'

test('a port that is taken is passed over', async () => {
  const taken = await nextFreePort(42_000, '127.0.0.1')
  const squatter = createServer().listen(taken, '127.0.0.1')
  await once(squatter, 'listening')
  expect(await isFree(taken, '127.0.0.1')).toBe(false)
  expect(await nextFreePort(taken, '127.0.0.1')).toBeGreaterThan(taken)
  squatter.close()
})

test('after the last port there is, an early one is found', async () => {
  const port = await nextFreePort(65_900, '127.0.0.1')
  expect(port).toBeGreaterThan(1024)
  expect(port).toBeLessThan(65_536)
})
