import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepRunning, type Running } from './keep-running.ts'

let home: string
let running: Running | undefined
const said: string[] = []

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'dossier-parts-'))
  said.length = 0
})
afterEach(async () => {
  await running?.stop()
  await rm(home, { recursive: true, force: true })
})

/** A part that writes its process number, says it is ready and lives until its channel closes. */
const steady = `import { appendFileSync } from 'node:fs'
  appendFileSync(process.env.PIDS, process.pid + '\\n')
  process.once('disconnect', () => process.exit(0))
  process.send({ ready: true })`

async function keep(code: string, lost: (why: string) => void = () => {}) {
  const script = join(home, 'part.mjs')
  await writeFile(script, code)
  const env = { PATH: process.env.PATH, PIDS: join(home, 'pids') }
  const part = keepRunning({ name: 'part', script, env, log: join(home, 'part.log') }, line => said.push(line), lost)
  running = part
  return part
}

const pids = async () => (await readFile(join(home, 'pids'), 'utf8')).trim().split('\n').map(Number)
const isGone = (pid: number) => {
  try {
    process.kill(pid, 0)
    return false
  } catch {
    return true
  }
}

test('a part that is killed is started again, and says so', async () => {
  await (await keep(steady)).ready
  const [first] = await pids()
  process.kill(first!, 'SIGKILL')
  await vi.waitFor(async () => expect(await pids()).toHaveLength(2), { timeout: 20_000 })
  expect(said).toEqual(['The part stopped (SIGKILL); starting it again in 1 s.'])
})

test('a part that is stopped stays stopped', async () => {
  const part = await keep(steady)
  await part.ready
  await part.stop()
  expect((await pids()).every(isGone)).toBe(true)
  expect(said).toEqual([])
})

test('stopping ends the waiting for a part that never becomes ready', async () => {
  const part = await keep('process.on("disconnect", () => process.exit(0))')
  await part.stop()
  await part.ready
})

test('a part never outlives the process that started it, however that one dies', async () => {
  const script = join(home, 'part.mjs')
  await writeFile(script, steady)
  const code = `import { keepRunning } from ${JSON.stringify(new URL('./keep-running.ts', import.meta.url).href)}
    const env = { PATH: process.env.PATH, PIDS: ${JSON.stringify(join(home, 'pids'))} }
    await keepRunning({ name: 'part', script: ${JSON.stringify(script)}, env, log: undefined }, () => {}, () => {}).ready
    process.kill(process.pid, 'SIGKILL')`
  const launcher = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: 'inherit' })
  await once(launcher, 'exit')
  const [part] = await pids()
  await vi.waitFor(() => expect(isGone(part!)).toBe(true), { timeout: 10_000 })
})
