import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ClearLine } from '#lib/config/clear-line.ts'
import type { Io } from './command.ts'
import { showProgress } from './progress.ts'

const stamp = join('.next', 'dossier-sources')

/** Builds the pages when there is no build or it was made from other sources. Throws ClearLine with the end of the builder's words. */
export async function ensurePages(say: Io['say'], env: Io['env'], signal?: AbortSignal): Promise<void> {
  const sources = await hashSources()
  const built = existsSync(join('.next', 'BUILD_ID')) ? await readFile(stamp, 'utf8').catch(() => '') : ''
  if (built === sources) return
  await showProgress(say, 'Building the pages (once; about a minute)', () => build(env, signal))
  await writeFile(stamp, sources)
}

/** The builder learns no secret: only what a program needs to run. */
async function build(env: Io['env'], signal?: AbortSignal): Promise<void> {
  const next = createRequire(join(process.cwd(), 'package.json')).resolve('next/dist/bin/next')
  const bare = { PATH: env.PATH, HOME: env.HOME, LANG: env.LANG, SystemRoot: env.SystemRoot, TEMP: env.TEMP }
  const builder = spawn(process.execPath, [next, 'build'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...bare, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', CI: '1' },
    ...(signal && { signal }),
  })
  const said: string[] = []
  for (const stream of [builder.stdout, builder.stderr]) stream.setEncoding('utf8').on('data', text => said.push(text))
  const status = await new Promise<number | null>((resolve, reject) => {
    builder.once('error', reject)
    builder.once('close', resolve)
  })
  if (status !== 0)
    throw new ClearLine(`The pages could not be built.\n${said.join('').trim().split('\n').slice(-30).join('\n')}`)
}

/** What the build is made from: everything in the three rooms but tests, and the settings beside package.json. */
async function hashSources(): Promise<string> {
  const hash = createHash('sha256').update(process.version)
  const rooms = ['app', 'components', 'lib', 'public'].filter(room => existsSync(room))
  const inRooms = await Promise.all(rooms.map(room => readdir(room, { recursive: true, withFileTypes: true })))
  const beside = await readdir('.', { withFileTypes: true })
  const files = [...inRooms.flat(), ...beside.filter(entry => /\.(m?[jt]s|json)$/.test(entry.name))]
    .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name) && entry.name !== 'next-env.d.ts')
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(await readFile(file))
      .update('\0')
  return hash.digest('hex')
}
