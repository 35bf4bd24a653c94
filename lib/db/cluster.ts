import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, chmod, chown, mkdir, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ClearLine } from '#lib/config/clear-line.ts'
import { openGround, type Programs } from './postgres-programs.ts'
import { mayReach, type SystemUser } from './system-user.ts'

const run = promisify(execFile)

/** A database cluster on disk with the programs that serve it and the user they run as. */
export type Cluster = { directory: string; programs: Programs; user: SystemUser | undefined }

/**
 * The cluster of a data directory, at `<directory>/postgres`; made when missing, all or nothing.
 * Where the database's user cannot enter the data directory, a link there points to where the files are.
 */
export async function ensureCluster(
  home: string,
  programs: Programs,
  user: SystemUser | undefined,
  password: string,
): Promise<Cluster> {
  const place = join(home, 'postgres')
  if (!existsSync(place)) await create(home, place, programs, user, password)
  return { directory: await realpath(place), programs, user }
}

async function create(
  home: string,
  place: string,
  programs: Programs,
  user: SystemUser | undefined,
  password: string,
): Promise<void> {
  const closed = user !== undefined && !(await mayReach(await realpath(home), user))
  if (closed) await mkdir(openGround, { recursive: true, mode: 0o755 })
  const name = randomBytes(6).toString('hex')
  const draft = closed ? join(openGround, `cluster-${name}`) : `${place}.${name}`
  try {
    await mkdir(draft, { mode: 0o700 })
    if (user) await chown(draft, user.uid, user.gid)
    await initialise({ directory: draft, programs, user }, password)
    // Renamed (or linked) last: an interrupted first start leaves nothing that looks finished.
    await (closed ? symlink(draft, place) : rename(draft, place))
  } catch (fault) {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(place)) throw fault
  }
}

/** UTF-8 with the built-in C.UTF-8 collation: under LANG=C the encoding would be SQL_ASCII, and sorting would follow the machine's libc. */
async function initialise({ directory, programs, user }: Cluster, password: string): Promise<void> {
  const passwordFile = `${directory}.password`
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' })
  if (user) await chown(passwordFile, user.uid, user.gid)
  const options = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--no-sync']
  try {
    await run(programs.initdb, [`--pgdata=${directory}`, ...options, ...access], asUser(user))
    const settings = join(directory, 'postgresql.conf')
    await appendFile(settings, "\ninclude 'dossier.conf'\n")
  } catch (fault) {
    throw new ClearLine(`The embedded database could not be made: ${lastLine(fault)}`)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

/**
 * Settings of every start. Loopback alone, no socket file (its path may be too long, its directory is another door).
 * The server's log never shows a statement, a parameter or the values of a broken rule: they may be personal data.
 */
const settings = (port: number, durable: boolean) => `
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = ''
max_connections = ${durable ? 100 : 400}
password_encryption = 'scram-sha-256'
timezone = 'UTC'
log_timezone = 'UTC'
jit = off
max_wal_senders = 0
wal_level = minimal
log_statement = 'none'
log_min_error_statement = 'panic'
log_parameter_max_length_on_error = 0
log_error_verbosity = 'terse'
${durable ? '' : 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum = off\n'}`

/** Starts the server and waits until it answers; it outlives this process. Throws with the last line of its log. */
export async function startServer(cluster: Cluster, port: number, durable: boolean): Promise<void> {
  const { directory, programs, user } = cluster
  const file = join(directory, 'dossier.conf')
  await writeFile(file, settings(port, durable), { mode: 0o600 })
  const log = join(directory, 'server.log')
  await writeFile(log, '', { mode: 0o600 })
  for (const path of [file, log]) {
    await chmod(path, 0o600)
    if (user) await chown(path, user.uid, user.gid)
  }
  try {
    await run(programs.pg_ctl, ['start', '-D', directory, '-l', log, '-w', '-t', '60', '-s'], asUser(user))
  } catch {
    throw new Error(await lastComplaint(log))
  }
}

/** Stops the server: sessions are ended, everything committed is kept. Nothing happens when none runs. */
export async function stopServer(
  { directory, programs, user }: Cluster,
  how: 'fast' | 'immediate' = 'fast',
): Promise<void> {
  if (!(await readPostmaster(directory))) return
  const stop = (mode: string) =>
    run(programs.pg_ctl, ['stop', '-D', directory, '-m', mode, '-w', '-t', '30', '-s'], asUser(user))
  try {
    await stop(how)
  } catch {
    if (await readPostmaster(directory)) await stop('immediate')
  }
}

/** What a server wrote about itself: lines of postmaster.pid, of which the first is its process, the fourth its port. */
export async function readPostmaster(directory: string): Promise<{ pid: number; port: number } | undefined> {
  const lines = await readFile(join(directory, 'postmaster.pid'), 'utf8').catch(() => '')
  const [pid, , , port] = lines.split('\n')
  return pid ? { pid: Number(pid), port: Number(port) || 0 } : undefined
}

/** pg_ctl and initdb get a bare environment: none of our secrets, no PG* variable of somebody's shell. A start directory anybody may enter. */
const asUser = (user: SystemUser | undefined) => ({
  ...user,
  cwd: process.platform === 'win32' ? process.cwd() : '/',
  env: {
    PATH: process.env.PATH,
    SystemRoot: process.env.SystemRoot,
    LC_ALL: 'C',
    TZ: 'UTC',
    NODE_ENV: 'production' as const,
  },
})

const lastLine = (fault: unknown) =>
  (fault instanceof Error && 'stderr' in fault ? String(fault.stderr) : String(fault)).trim().split('\n').at(-1)

async function lastComplaint(log: string): Promise<string> {
  const lines = (await readFile(log, 'utf8').catch(() => '')).trim().split('\n')
  return lines.findLast(line => /FATAL|PANIC|ERROR/.test(line)) ?? lines.at(-1) ?? 'the server wrote nothing'
}
