import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { ClearLine } from '#lib/config/clear-line.ts'

const run = promisify(execFile)

/** Whom the database's processes run as; undefined means: as we do. */
export type SystemUser = { uid: number; gid: number }

/**
 * PostgreSQL refuses to run as root, so root lends it the system user `postgres`, made when missing.
 * An ordinary user (and Windows) runs it as itself. Throws ClearLine when no such user can be had.
 */
export async function databaseUser(): Promise<SystemUser | undefined> {
  if (process.getuid?.() !== 0) return undefined
  return (await lookUp()) ?? (await create())
}

async function lookUp(): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return undefined
  }
}

async function create(): Promise<SystemUser> {
  const arguments_ = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']
  // Two first starts at once: the slower one fails to add the user and then finds it.
  await run('useradd', arguments_).catch(() => undefined)
  const user = await lookUp()
  if (user) return user
  throw new ClearLine(
    'The database cannot run as root and no system user "postgres" could be made; start as an ordinary user.',
  )
}

/** Whether `user` may enter every directory down to `path`. A clone under /root, or in a fresh temporary directory, is closed. */
export async function mayReach(path: string, user: SystemUser): Promise<boolean> {
  for (let at = path; ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at)
    const shift = uid === user.uid ? 6 : gid === user.gid ? 3 : 0
    if (((mode >> shift) & 1) === 0) return false
    if (at === dirname(at)) return true
  }
}
