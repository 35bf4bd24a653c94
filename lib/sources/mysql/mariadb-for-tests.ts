import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import mysql from 'mysql2/promise'

const run = promisify(execFile)

/** A MariaDB of Debian's, on a port and in a directory of its own. `url` reads as a role that may only read. */
export type MariaDb = {
  url: string
  /** Statements as the server's root; several at once. */
  execute: (sql: string) => Promise<void>
  /** Ends every connection of the reader. */
  killReaders: () => Promise<void>
  stop: () => Promise<void>
}

const freePort = () =>
  new Promise<number>((done, fail) => {
    const probe = createServer().once('error', fail)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

const rootPassword = 'for-this-test-alone'

async function untilItAnswers(port: number, server: ChildProcess, log: () => string) {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) throw new Error(`MariaDB ended with ${server.exitCode}: ${log()}`)
    try {
      return await mysql.createConnection({
        host: '127.0.0.1',
        port,
        user: 'starter',
        password: rootPassword,
        multipleStatements: true,
      })
    } catch {
      await sleep(100)
    }
  }
  throw new Error(`MariaDB did not answer: ${log()}`)
}

/** Starts the server; needs Debian's mariadb-server. As root it runs as the user mysql, as anybody else as that user. */
export async function startMariaDb(): Promise<MariaDb> {
  const home = await mkdtemp(join(tmpdir(), 'dossier-mariadb-'))
  const isRoot = process.getuid?.() === 0
  const user = isRoot ? ['--user=mysql'] : []
  if (isRoot) await run('chown', ['mysql:mysql', home])
  await chmod(home, 0o755)
  const data = join(home, 'data')
  await run('mariadb-install-db', [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...user,
  ])
  const first = join(home, 'first.sql')
  // The server reads a statement a line.
  const maker = `starter@'127.0.0.1'`
  await writeFile(
    first,
    `create user ${maker} identified by '${rootPassword}';\ngrant all on *.* to ${maker} with grant option;\n`,
  )
  await chmod(first, 0o644)
  const port = await freePort()
  const options = [
    `--datadir=${data}`,
    `--port=${port}`,
    '--bind-address=127.0.0.1',
    `--socket=${join(home, 'socket')}`,
    `--init-file=${first}`,
  ]
  const server = spawn(
    'mariadbd',
    ['--no-defaults', ...options, '--skip-name-resolve', '--innodb-flush-log-at-trx-commit=0', ...user],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let heard = ''
  server.stderr!.on('data', piece => {
    heard = `${heard}${piece}`.slice(-4000)
  })
  const root = await untilItAnswers(port, server, () => heard)
  await root.query(
    `create user reader@'127.0.0.1' identified by 'reads'; grant select, show view on *.* to reader@'127.0.0.1'`,
  )
  return {
    url: `mysql://reader:reads@127.0.0.1:${port}/`,
    execute: async sql => {
      await root.query(sql)
    },
    killReaders: async () => {
      const [rows] = await root.query(`select id from information_schema.processlist where user = 'reader'`)
      for (const { id } of rows as { id: number }[]) await root.query(`kill ${Number(id)}`).catch(() => {})
    },
    stop: async () => {
      await root.end()
      const ended = new Promise(done => server.once('exit', done))
      server.kill('SIGTERM')
      await ended
      await rm(home, { recursive: true, force: true })
    },
  }
}
