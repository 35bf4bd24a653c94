import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keepRunning } from './keep-running.ts'

test('a part that keeps dying is given up after half a minute, with its last words', async () => {
  const home = await mkdtemp(join(tmpdir(), 'dossier-parts-'))
  const script = join(home, 'part.mjs')
  await writeFile(script, 'console.error("the disk is full"); process.exit(3)')
  const part = { name: 'part', script, env: { PATH: process.env.PATH }, log: join(home, 'part.log') }
  const why = await new Promise<string>(resolve => keepRunning(part, () => {}, resolve))
  expect(why).toMatch(/^The part keeps stopping\. Its last words .*\n(.*\n)*the disk is full$/)
  await rm(home, { recursive: true, force: true })
})
