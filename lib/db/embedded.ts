import { execFile } from 'node:child_process'
import { readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { Client, DatabaseError } from 'pg'
import { ClearLine } from '#lib/config/clear-line.ts'
import { ensureSecrets, type Login, readSecrets, type Secrets } from '#lib/config/secrets.ts'
import { type Cluster, ensureCluster, readPostmaster, startServer, stopServer } from './cluster.ts'
import { databasePrograms } from './postgres-programs.ts'
import { databaseUser } from './system-user.ts'

/** A running embedded database. `url` gives the address for a login; `stop` ends the server and keeps the data. */
export type Embedded = {
  port: number
  url: (login: Login, database: string) => string
  stop: () => Promise<void>
}

/** Somebody else is serving this data directory now. */
export class AlreadyRunning extends ClearLine {}

/** Held by the one launcher of a data directory for as long as it lives: the database frees it when that process dies, however it dies. */
const launcherLock = 3_206_018_401

/**
 * Starts the embedded database of `directory`, or takes over a server that outlived a killed launcher.
 * `durable: false` (tests) trades safety against power loss for speed. `lost` is called when the server goes away by itself.
 * Throws AlreadyRunning when a living launcher has it, ClearLine when it cannot start.
 */
export async function startEmbedded(
  directory: string,
  options: { durable?: boolean; lost?: () => void } = {},
): Promise<Embedded> {
  const secrets = await ensureSecrets(directory)
  const home = await realpath(directory)
  const user = await databaseUser()
  const cluster = await ensureCluster(home, await databasePrograms(user), user, secrets.passwords.postgres)
  const { hold, port } = await serveAndHold(home, cluster, secrets, options.durable ?? true)
  let stopping = false
  hold.on('end', () => {
    if (!stopping) options.lost?.()
  })
  const stop = async () => {
    stopping = true
    await hold.end().catch(() => undefined)
    await stopServer(cluster)
  }
  return { port, url: addressBook(secrets, port), stop }
}

/** The address book of the embedded database that runs for `directory`, or undefined when none runs. */
export async function findEmbedded(directory: string): Promise<Pick<Embedded, 'port' | 'url'> | undefined> {
  const cluster = await realpath(join(directory, 'postgres')).catch(() => undefined)
  const server = cluster && (await readPostmaster(cluster))
  if (!server || !(await isDatabase(server.pid))) return undefined
  return { port: server.port, url: addressBook(await readSecrets(directory), server.port) }
}

const addressBook = (secrets: Secrets, port: number) => (login: Login, database: string) =>
  `postgres://${login}:${secrets.passwords[login]}@127.0.0.1:${port}/${database}`

async function serveAndHold(
  home: string,
  cluster: Cluster,
  secrets: Secrets,
  durable: boolean,
): Promise<{ hold: Client; port: number }> {
  let complaint = ''
  // A server may be starting, stopping or just dying while we look, and a port may be taken between choosing and using it.
  for (let attempt = 0; attempt < 30; attempt++) {
    const server = await readPostmaster(cluster.directory)
    if (server && (await isDatabase(server.pid))) {
      const hold = server.port ? await holdLauncherLock(home, cluster, addressBook(secrets, server.port)) : undefined
      if (hold) return { hold, port: server.port }
      await sleep(500)
      continue
    }
    // The number of a dead server may belong to any other process by now; PostgreSQL would take that one for a rival.
    if (server) await rm(join(cluster.directory, 'postmaster.pid'), { force: true })
    const port = await choosePort(home)
    await startServer(cluster, port, durable).catch((fault: Error) => {
      complaint = fault.message
    })
    if (complaint && !/in use|lock file/.test(complaint)) break
  }
  throw new ClearLine(`The embedded database does not start: ${complaint || 'it does not answer'}`)
}

/** The connection that holds the lock; undefined while the server is not ready to answer. */
async function holdLauncherLock(home: string, cluster: Cluster, url: Embedded['url']): Promise<Client | undefined> {
  const client = new Client({
    connectionString: url('postgres', 'postgres'),
    application_name: 'launcher',
    keepAlive: true,
  })
  client.on('error', () => undefined) // 'end' follows and says it
  try {
    await client.connect()
    const { rows } = await client.query('select pg_try_advisory_lock($1) as held', [launcherLock])
    if (rows[0].held) return client
  } catch (fault) {
    await client.end().catch(() => undefined)
    if (fault instanceof DatabaseError && fault.code === '28P01') {
      await stopServer(cluster) // nobody who has these secrets could ever stop it
      throw new ClearLine(
        `The database in ${home} was made with other passwords; restore secrets.json or remove ${home}.`,
      )
    }
    return undefined
  }
  await client.end()
  const address = await readFile(join(home, 'address'), 'utf8').catch(() => '')
  throw new AlreadyRunning(
    `Dossier is already running in this folder${address && ` at ${address.trim()}`} (data in ${home}); stop that one first.`,
  )
}

const run = promisify(execFile)

/** Whether a process number belongs to a living PostgreSQL server. */
async function isDatabase(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EPERM')) return false
  }
  if (process.platform === 'win32') return true
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() =>
    run('ps', ['-p', String(pid), '-o', 'comm=']).then(
      shown => shown.stdout,
      () => '',
    ),
  )
  return name.trim().endsWith('postgres')
}

/** The port of the last start when it is free, so that addresses stay the same; else any free one, remembered. */
async function choosePort(home: string): Promise<number> {
  const file = join(home, 'port')
  const last = Number(await readFile(file, 'utf8').catch(() => ''))
  const port = (last && (await freePort(last))) || (await freePort(0))
  if (!port) throw new ClearLine('No free port on 127.0.0.1 for the embedded database.')
  await writeFile(file, `${port}\n`)
  return port
}

/** A port of this machine that is free: the wanted one, any for 0; undefined when there is none. */
export const freePort = (wanted: number) =>
  new Promise<number | undefined>(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : undefined))
    })
  })
