import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whole } from './chunks.ts'
import { openVault } from './vault.ts'

const KILLS = 50
const PLANTED = 'the planted value of Ana Óbidos '
let root: string
let writer: ChildProcess | undefined

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'dossier-kill-'))
})
afterEach(async () => {
  writer?.kill('SIGKILL')
  await rm(root, { recursive: true })
})

/** A process that writes one object after the other, saying the name of each it was told is stored. */
const writing = (key: Buffer, round: number) => `
  import { openVault } from '#lib/vault/vault.ts'
  const vault = openVault({ root: ${JSON.stringify(root)}, wrappingKeys: [Buffer.from('${key.toString('base64')}', 'base64')] })
  async function* text() { for (let n = 0; n < 40; n++) yield Buffer.from('${PLANTED}'.repeat(2000)) }
  for (let n = 0; ; n++) {
    const id = 'object-${round}-' + n
    await vault.write('req-' + (n % 3), id, text())
    process.stdout.write('req-' + (n % 3) + '/' + id + '\\n')
  }`

test('a writer killed at any moment leaves every acknowledged object whole, no half one, and no plaintext', async () => {
  const key = randomBytes(32)
  const acknowledged: string[] = []
  for (let round = 0; round < KILLS; round++) {
    const script = ['--import', 'tsx', '--input-type=module', '-e', writing(key, round)]
    writer = spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    writer.stdout!.on('data', chunk => {
      said += chunk
    })
    await once(writer.stdout!, 'data')
    await wait((round * 7) % 60)
    writer.kill('SIGKILL')
    await once(writer, 'close')
    acknowledged.push(...said.split('\n').slice(0, -1))
  }

  const vault = openVault({ root, wrappingKeys: [key] })
  const size = Buffer.byteLength(PLANTED) * 2000 * 40
  const found = new Set<string>()
  for (const requestId of (await vault.requests()).live) {
    for (const { objectId } of await vault.objects(requestId)) {
      const bytes = await whole(vault.read(requestId, objectId))
      expect(bytes.length).toBe(size)
      found.add(`${requestId}/${objectId}`)
    }
  }
  expect(acknowledged.filter(name => !found.has(name))).toEqual([])
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS)
  // Some kills must have come in the middle of a write, or this test shows nothing.
  expect((await readdir(join(root, '.unfinished'))).length).toBeGreaterThan(KILLS / 5)
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) expect((await readFile(join(entry.parentPath, entry.name))).includes('planted')).toBe(false)
  }
})
