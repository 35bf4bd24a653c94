import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { Outlet } from './outlet.ts'

const block = 'x'.repeat(64 * 1024)

test('a writer waits while nobody reads, and goes on when somebody does', async () => {
  const outlet = new Outlet()
  let written = 0
  const writing = (async () => {
    for (; written < 50; written += 1) {
      outlet.put(block)
      await outlet.room()
    }
    outlet.end()
  })()
  await new Promise(resolve => setTimeout(resolve, 30))
  expect(written).toBeLessThan(4)
  const read = await buffer(outlet.readable)
  await writing
  expect(read.length).toBe(50 * block.length)
  expect(outlet.bytes).toBe(read.length)
  expect(outlet.sha256()).toBe(createHash('sha256').update(read).digest('hex'))
})

test('a writer that waits is told when the reader goes away', async () => {
  const outlet = new Outlet()
  outlet.put(block)
  outlet.put(block)
  const waiting = outlet.room()
  outlet.readable.on('error', () => {})
  outlet.readable.destroy(new Error('disk full'))
  await expect(waiting).rejects.toThrow('disk full')
})
