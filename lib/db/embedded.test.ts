import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPostmaster } from './cluster.ts'
import { AlreadyRunning, type Embedded, findEmbedded, startEmbedded } from './embedded.ts'
import { errand } from './roles.ts'

let home: string
let running: Embedded | undefined

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'dossier-embedded-'))
  await chmod(home, 0o711)
})

afterEach(async () => {
  await running?.stop()
  running = undefined
  const cluster = await realpath(join(home, 'postgres')).catch(() => home)
  await rm(cluster, { recursive: true, force: true })
  await rm(home, { recursive: true, force: true })
})

const start = async (options = {}) => {
  running = await startEmbedded(home, { durable: false, ...options })
  return running
}

const ask = async <T>({ url }: Pick<Embedded, 'url'>, statement: string) =>
  (await errand(url('postgres', 'postgres'), sql => sql.unsafe<Record<string, T>[]>(statement))).map(
    row => Object.values(row)[0],
  )

/** A launcher in a process of its own, killed as `kill -9` does as soon as its database runs. */
async function launchAndKill(directory: string): Promise<void> {
  const code = `import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)}
    await startEmbedded(${JSON.stringify(directory)}, { durable: false })
    process.kill(process.pid, 'SIGKILL')`
  const launcher = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], { stdio: 'inherit' })
  const [, signal] = await once(launcher, 'exit')
  expect(signal).toBe('SIGKILL')
}

test('a second start finds the data of the first, on the same port', async () => {
  const first = await start()
  await ask(first, 'create table kept as select 42 as answer')
  await first.stop()
  const second = await start()
  expect(await ask(second, 'select answer from kept')).toEqual([42])
  expect(second.port).toBe(first.port)
})

test('text is UTF-8 and sorts the same on every machine', async () => {
  const embedded = await start()
  expect(await ask(embedded, 'show server_encoding')).toEqual(['UTF8'])
  expect(
    await ask(
      embedded,
      `select format('%s:%s', datlocprovider, datlocale) from pg_database where datname = 'postgres'`,
    ),
  ).toEqual(['b:C.UTF-8'])
})

test('only this machine may connect, with a password nobody else knows', async () => {
  const embedded = await start()
  expect(await ask(embedded, 'show listen_addresses')).toEqual(['127.0.0.1'])
  expect(await ask(embedded, 'show unix_socket_directories')).toEqual([''])
  expect(await ask(embedded, 'select distinct auth_method from pg_hba_file_rules')).toEqual(['scram-sha-256'])
  const guess = new URL(embedded.url('postgres', 'postgres'))
  guess.password = 'password'
  await expect(errand(guess.href, sql => sql`select 1`)).rejects.toMatchObject({ code: '28P01' })
  expect((await stat(join(home, 'secrets.json'))).mode & 0o777).toBe(0o600)
})

test('the embedded database keeps what was committed when the power fails', async () => {
  const embedded = await start({ durable: true })
  expect(await ask(embedded, 'show fsync')).toEqual(['on'])
})

test('a server that outlived its killed launcher is taken over', async () => {
  await launchAndKill(home)
  const orphan = await readPostmaster(await realpath(join(home, 'postgres')))
  const embedded = await start()
  expect((await readPostmaster(await realpath(join(home, 'postgres'))))?.pid).toBe(orphan?.pid)
  expect(await ask(embedded, 'select 1')).toEqual([1])
})

test('a folder that the database may not enter by itself is no obstacle: the data stands elsewhere, and stays', async () => {
  const closed = join(home, 'closed')
  await mkdir(closed, { mode: 0o700 })
  const data = join(closed, 'data')
  running = await startEmbedded(data, { durable: false })
  await ask(running, 'create table kept as select 42 as answer')
  await running.stop()
  running = await startEmbedded(data, { durable: false })
  expect(await ask(running, 'select answer from kept')).toEqual([42])
  await running.stop()
  await rm(await realpath(join(data, 'postgres')), { recursive: true })
})

test('while one start is running, a second one in the same folder says so', async () => {
  await start()
  await expect(startEmbedded(home)).rejects.toBeInstanceOf(AlreadyRunning)
})

test('two starts at the same moment in an empty folder: one runs, the other says so', async () => {
  const both = await Promise.allSettled([
    startEmbedded(home, { durable: false }),
    startEmbedded(home, { durable: false }),
  ])
  const started = both.flatMap(one => (one.status === 'fulfilled' ? [one.value] : []))
  running = started[0]
  expect(started).toHaveLength(1)
  expect(both.find(one => one.status === 'rejected')).toMatchObject({ reason: expect.any(AlreadyRunning) })
})

test('the number of a dead server that now belongs to another program hinders nobody', async () => {
  await (await start()).stop()
  const cluster = await realpath(join(home, 'postgres'))
  await writeFile(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n\nready\n`)
  const embedded = await start()
  expect(await ask(embedded, 'select 1')).toEqual([1])
})

test('a port somebody took meanwhile is given up for a free one', async () => {
  const first = await start()
  await first.stop()
  const { createServer } = await import('node:net')
  const squatter = createServer().listen(first.port, '127.0.0.1')
  await once(squatter, 'listening')
  const second = await start()
  squatter.close()
  expect(second.port).not.toBe(first.port)
  expect(await ask(second, 'select 1')).toEqual([1])
})

test('who holds it hears when the server goes away by itself, and nothing when it is stopped', async () => {
  let losses = 0
  const embedded = await start({ lost: () => losses++ })
  const server = await readPostmaster(await realpath(join(home, 'postgres')))
  process.kill(server!.pid, 'SIGQUIT')
  await expect.poll(() => losses).toBe(1)
  await embedded.stop()
  const again = await start({ lost: () => losses++ })
  await again.stop()
  expect(losses).toBe(1)
})

test('a running database is found by its directory, a stopped one is not', async () => {
  expect(await findEmbedded(home)).toBeUndefined()
  const embedded = await start()
  expect(await ask((await findEmbedded(home))!, 'select 1')).toEqual([1])
  await embedded.stop()
  expect(await findEmbedded(home)).toBeUndefined()
})

test('a data directory whose passwords were lost is named, not overwritten', async () => {
  await (await start()).stop()
  await rm(join(home, 'secrets.json'))
  await expect(startEmbedded(home, { durable: false })).rejects.toThrow(/was made with other passwords/)
  expect(existsSync(join(home, 'postgres'))).toBe(true)
  expect(await findEmbedded(home)).toBeUndefined()
})

test("the server's log shows no value of a refused row", async () => {
  const embedded = await start()
  await ask(embedded, 'create table people (address text unique)')
  await ask(embedded, `insert into people values ('secret.person@example.org')`)
  await expect(ask(embedded, `insert into people values ('secret.person@example.org')`)).rejects.toThrow()
  const log = await readFile(join(await realpath(join(home, 'postgres')), 'server.log'), 'utf8')
  expect(log).toMatch(/duplicate key/)
  expect(log).not.toMatch(/secret\.person/)
})
