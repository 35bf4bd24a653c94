import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { whole } from './chunks.ts'
import { openVault } from './vault.ts'

let mounted: string
beforeEach(async () => {
  mounted = await mkdtemp(join(tmpdir(), 'dossier-full-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'none', mounted])
})
afterEach(async () => {
  execFileSync('umount', [mounted])
  await rm(mounted, { recursive: true })
})

async function* bytes(count: number): AsyncGenerator<Uint8Array> {
  for (let left = count; left > 0; left -= 100_000) yield randomBytes(Math.min(left, 100_000))
}

test('a full disk fails the write, leaves no half of it, keeps what was there, and takes the next one when there is room', async () => {
  const vault = openVault({ root: join(mounted, 'vault'), wrappingKeys: [randomBytes(32)] })
  const kept = await vault.write('req-1', 'kept', bytes(900_000))
  await vault.check()
  await expect(vault.write('req-1', 'too-large', bytes(3_000_000))).rejects.toMatchObject({ code: 'ENOSPC' })
  expect(await vault.objects('req-1')).toMatchObject([{ objectId: 'kept', bytes: kept.bytes }])
  expect(await readdir(join(mounted, 'vault/.unfinished'))).toEqual([])
  expect((await whole(vault.read('req-1', 'kept'))).length).toBe(900_000)

  await vault.write('req-1', 'more', bytes(900_000))
  const filler = await open(join(mounted, 'filler'), 'w')
  await expect(filler.writeFile(randomBytes(2_000_000))).rejects.toMatchObject({ code: 'ENOSPC' })
  await filler.close()
  await expect(vault.check()).rejects.toMatchObject({ code: 'ENOSPC' })
  await rm(join(mounted, 'filler'))
  await vault.check()
})
