import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageFiles, zipped } from '#lib/packages/archive.fixture.ts'
import { signer } from '#lib/packages/history.fixture.ts'
import type { Arguments } from './command.ts'
import { run } from './package-verify-command.ts'

let folder: string
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dossier-package-'))
  const files = await packageFiles()
  await writeFile(at('good.zip'), await zipped(files))
  await writeFile(at('bad.zip'), await zipped({ ...files, 'dossier.json': Buffer.from('{}') }))
  await writeFile(at('half.zip'), (await zipped(files)).subarray(0, 5_000))
  await writeFile(at('key.txt'), `${signer.publicLine}\n`)
  await writeFile(at('no-key.txt'), 'hello')
})
afterAll(() => rm(folder, { recursive: true }))

const verify = async (positionals: string[], values: Arguments['values'] = {}) => {
  const [out, said]: [string[], string[]] = [[], []]
  const status = await run({ positionals, values }, { out: line => out.push(line), say: line => said.push(line) })
  return { status, out, said }
}

test('a genuine package: status 0, every file named', async () => {
  const { status, out, said } = await verify([at('good.zip')], { key: at('key.txt') })
  expect([status, said]).toEqual([0, []])
  expect(out.join('\n')).toContain('dossier.pdf')
  expect(out.join('\n')).toContain('6 events of the request are in the signed history.')
})

test('without a key it says that the package names its own', async () => {
  expect((await verify([at('good.zip')])).out.at(-1)).toContain('which the package itself names')
})

test('a changed file: status 1 and the first thing wrong', async () => {
  expect(await verify([at('bad.zip')])).toEqual({
    status: 1,
    out: [],
    said: ['dossier.json is not the file that was listed: it was changed.'],
  })
})

test('as JSON, one object either way', async () => {
  const good = await verify([at('good.zip')], { json: true, key: at('key.txt') })
  expect(JSON.parse(good.out.join(''))).toMatchObject({ ok: true, trusted: true, ref: 'D-2026-0042' })
  const bad = await verify([at('bad.zip')], { json: true })
  expect([bad.status, JSON.parse(bad.out.join(''))]).toEqual([
    1,
    { ok: false, why: 'changed-file', where: 'dossier.json' },
  ])
})

test('what is no zip, half a zip, or not there is said in one line', async () => {
  for (const name of ['half.zip', 'key.txt', 'nowhere.zip']) {
    const { status, said } = await verify([at(name)])
    expect([name, status, said.length]).toEqual([name, 1, 1])
    expect(said[0]).toContain(name)
  }
})

test('a key file that holds no key, and a missing one', async () => {
  expect((await verify([at('good.zip')], { key: at('no-key.txt') })).said[0]).toContain('holds no public key')
  expect((await verify([at('good.zip')], { key: at('none.txt') })).said[0]).toContain('cannot be read')
})

test('no file, or two: status 2 and how it is used', async () => {
  expect((await verify([])).status).toBe(2)
  expect((await verify(['a', 'b'])).said[0]).toContain('package verify FILE')
})
