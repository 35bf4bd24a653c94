import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, chmod, chown, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { startServer, stopServer } from './cluster.ts'
import { freePort } from './embedded.ts'
import { databaseUser } from './system-user.ts'

const run = promisify(execFile)

/** A PostgreSQL of Debian's, with the programs an operator uses, in a directory and on a port of its own. */
export type DebianPostgres = {
  port: number
  url: (login: string, database: string) => string
  /** Lines of shell, as the administrator of this server would type them: with its programs, in a directory that stays the same. Gives what they print. */
  type: (lines: string) => Promise<string>
  /** Where the lines are typed. */
  desk: string
  stop: () => Promise<void>
}

/** Of the administrator and of both logins: of tests alone. */
export const password = randomBytes(12).toString('hex')

async function findPrograms(): Promise<string> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => [])
  const newest = versions.map(Number).sort((one, other) => other - one)[0]
  const programs = `/usr/lib/postgresql/${newest}/bin`
  if (!existsSync(join(programs, 'pg_ctl'))) throw new Error('Debian’s PostgreSQL is missing: apt install postgresql.')
  return programs
}

/** Starts an empty server with a superuser `postgres`; as root it runs as the system user of that name. */
export async function startDebianPostgres(desk: string, wanted = 0): Promise<DebianPostgres> {
  const programs = await findPrograms()
  const home = await realpath(await mkdtemp(join(tmpdir(), 'dossier-debian-postgres-')))
  await chmod(home, 0o755)
  const user = await databaseUser()
  const [data, secret] = [join(home, 'data'), join(home, 'password')]
  await mkdir(data, { mode: 0o700 })
  await writeFile(secret, `${password}\n`, { mode: 0o600 })
  if (user) for (const path of [data, secret]) await chown(path, user.uid, user.gid)
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${secret}`, '--no-sync']
  const options = [`--pgdata=${data}`, '--encoding=UTF8', '--locale=C.UTF-8', ...access]
  const asUser = { ...user, cwd: '/', env: { ...process.env, LC_ALL: 'C' } }
  await run(join(programs, 'initdb'), options, asUser)
  await appendFile(join(data, 'postgresql.conf'), "\ninclude 'dossier.conf'\n")
  const port = (await freePort(wanted)) ?? 0
  const cluster = { directory: data, programs: { initdb: '', pg_ctl: join(programs, 'pg_ctl') }, user }
  await startServer(cluster, port, true)
  const env = {
    ...process.env,
    ...{ PATH: `${programs}:${dirname(process.execPath)}:/usr/bin:/bin`, LC_ALL: 'C.UTF-8' },
    ...{ PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres', PGPASSWORD: password },
  }
  const type = async (lines: string) => {
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', lines], { cwd: desk, env, maxBuffer: 2 ** 28 })
    return stdout
  }
  return {
    ...{ port, desk, type },
    url: (login, database) => `postgres://${login}:${password}@127.0.0.1:${port}/${database}`,
    stop: async () => {
      await stopServer(cluster)
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** What the operator types once as the database's administrator: the statements on top of `.env.example`, with a password. */
export async function firstStatements(): Promise<string> {
  const example = await readFile(new URL('../../.env.example', import.meta.url), 'utf8')
  const statements = [...example.matchAll(/^# {3}(.+;)$/gm)].map(([, statement]) => statement)
  return statements.join('\n').replaceAll('…', password)
}
