import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { reason, SourceFailure } from '../reason.ts'

/** A file as it was when the source was opened. */
export type SourceFile = { path: string; name: string; size: number; changed: number; inode: number }

/** A pattern of names with `*` and `?`; everything else stands for itself. */
export const namesLike = (pattern: string): ((name: string) => boolean) => {
  const written = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  const whole = new RegExp(`^${written}$`, 's')
  return name => whole.test(name)
}

/** `access.log.12.gz` is number 12 of its family, the older the higher; the one without a number is the youngest. */
const turned = (name: string) => {
  const found = /^(.*?)\.(\d{1,6})(?:\.gz)?$/.exec(name)
  return found ? { family: found[1]!, age: Number(found[2]) } : { family: name.replace(/\.gz$/, ''), age: -1 }
}

/** Oldest first: logs are turned over by numbers that rise with age, or by dates that sort as they are written. */
export const inOrder = (one: string, other: string): number => {
  const [a, b] = [turned(one), turned(other)]
  if (a.family === b.family) return b.age - a.age
  return a.family < b.family ? -1 : 1
}

const place = async (url: string) => {
  const path = fileURLToPath(url)
  if (/[*?]/.test(basename(path))) return { folder: dirname(path), fits: namesLike(basename(path)) }
  const found = await stat(path)
  if (found.isDirectory()) return { folder: path, fits: (name: string) => !name.startsWith('.') }
  return { folder: dirname(path), fits: (name: string) => name === basename(path) }
}

/** Why a file could not be read: a code only. */
export const whyFile = (thrown: unknown, name: string): SourceFailure => {
  if (thrown instanceof SourceFailure) return thrown
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  if (code === 'ENOENT') return new SourceFailure(reason('file-missing', name))
  if (code === 'EACCES' || code === 'EPERM') return new SourceFailure(reason('permission-denied'))
  if (code.startsWith('Z_') || code.startsWith('CSV_')) return new SourceFailure(reason('file-damaged', name))
  if (/^E[A-Z]+$/.test(code)) return new SourceFailure(reason('source-error', code))
  throw thrown
}

/** The files of an address (a file, a folder, or a pattern as its last part), oldest first, and the folders beside them, which are not read. No file at all is a failure. */
export const listFiles = async (url: string): Promise<{ files: SourceFile[]; folders: string[] }> => {
  try {
    const { folder, fits } = await place(url)
    const all = (await readdir(folder, { withFileTypes: true })).filter(one => fits(one.name))
    const names = all.filter(one => !one.isDirectory())
    const files = await Promise.all(
      names.map(async ({ name }) => {
        const found = await stat(join(folder, name))
        // Of a pipe nobody may ever write to the end, or to the beginning.
        if (!found.isFile()) throw new SourceFailure(reason('file-damaged', name))
        const { size, mtimeMs, ino } = found
        return { path: join(folder, name), name, size, changed: mtimeMs, inode: ino }
      }),
    )
    if (files.length === 0) throw new SourceFailure(reason('no-files'))
    const folders = all.filter(one => one.isDirectory()).map(({ name }) => name)
    return { files: files.sort((a, b) => inOrder(a.name, b.name)), folders: folders.sort() }
  } catch (thrown) {
    if (thrown instanceof TypeError) throw new SourceFailure(reason('source-unavailable'))
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')
      throw new SourceFailure(reason('no-files'))
    throw whyFile(thrown, '')
  }
}
