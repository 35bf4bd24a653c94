import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { zipped } from './archive.fixture.ts'
import { zipPackage } from './archive.ts'
import { openArchive } from './read-archive.ts'

test('what goes in comes out, in its order', async () => {
  const archive = await openArchive(await zipped({ 'b.txt': Buffer.from('two'), 'a.txt': Buffer.from('one') }))
  expect(archive.names).toEqual(['b.txt', 'a.txt'])
  expect(await text(await archive.read('a.txt'))).toBe('one')
})

test('the same content gives the same bytes, in every time zone', async () => {
  const script = `import { zipPackage } from '#lib/packages/archive.ts'; import { Readable } from 'node:stream'
    import { buffer } from 'node:stream/consumers'; import { createHash } from 'node:crypto'
    const zip = zipPackage([{ name: 'a.txt', open: async () => Readable.from([Buffer.from('x')]) }], '2026-10-12T23:30:00Z')
    buffer(zip).then(bytes => console.log(createHash('sha256').update(bytes).digest('hex')))`
  const made = ['UTC', 'Asia/Tokyo', 'America/Los_Angeles'].map(TZ =>
    execFileSync('node', ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TZ },
      encoding: 'utf8',
    }).trim(),
  )
  const here = zipPackage(
    [{ name: 'a.txt', open: async () => Readable.from([Buffer.from('x')]) }],
    '2026-10-12T23:30:00Z',
  )
  expect(
    new Set([
      ...made,
      createHash('sha256')
        .update(await buffer(here))
        .digest('hex'),
    ]).size,
  ).toBe(1)
})

test.each(['../a', 'a/b', '', '.hidden', 'C:x', 'a\u0000', 'ä'])('%j is not taken as the name of a file', name => {
  expect(() => zipPackage([{ name, open: async () => Readable.from([]) }], '2026-10-12T14:30:00Z')).toThrow(RangeError)
})

test('a file that breaks while it is read breaks the archive', async () => {
  const broken = async () =>
    new Readable({
      read() {
        this.destroy(new Error('vault gone'))
      },
    })
  await expect(buffer(zipPackage([{ name: 'a', open: broken }], '2026-10-12T14:30:00Z'))).rejects.toThrow('vault gone')
  const refused = () => Promise.reject(new Error('key destroyed'))
  await expect(buffer(zipPackage([{ name: 'a', open: refused }], '2026-10-12T14:30:00Z'))).rejects.toThrow(
    'key destroyed',
  )
})

test('a file that cannot be read ends its archive and nothing else, also before anybody reads the archive', async () => {
  const gone = async () =>
    new Readable({
      read() {
        this.destroy(new Error('the vault holds no such object'))
      },
    })
  const archive = zipPackage([{ name: 'a', open: gone }], '2026-10-12T14:30:00Z')
  const uncaught: unknown[] = []
  const told = (error: unknown) => uncaught.push(error)
  process.on('uncaughtException', told)
  await sleep(30)
  process.off('uncaughtException', told)
  expect(uncaught).toEqual([])
  await expect(buffer(archive)).rejects.toThrow('the vault holds no such object')
})
