import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { findChromium } from './find-chromium.ts'

/** Starts a portal of its own with an empty data directory, tells the stories to a real browser, and takes everything away. */
async function main(stories: string[]): Promise<number> {
  const executable = findChromium()
  const data = await mkdtemp(join(tmpdir(), 'dossier-stories-'))
  await chmod(data, 0o711) // the database's system user passes through
  const portal = startPortal(data, await freePort())
  const stop = () => void portal.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
  try {
    const address = await addressOf(portal)
    const report = join(data, 'stories.json')
    const env = {
      ...process.env,
      DOSSIER_DATA: data,
      PORTAL_URL: address,
      CHROMIUM: executable ?? '',
      STORIES_REPORT: report,
    }
    const status = await tellStories(stories, env)
    return status || (await judge(report))
  } finally {
    await ended(portal)
    await rm(data, { recursive: true, force: true })
  }
}

/** Nothing a developer has set for a portal of their own may lead the stories to it: an empty value is no value, and `.env` cannot fill it. */
function startPortal(data: string, port: number): ChildProcess {
  const names = [
    'DATABASE_URL',
    'MIGRATE_URL',
    'DOSSIER_URL',
    'SMTP_URL',
    'MAIL_FROM',
    'NEXTAUTH_URL',
    'NEXTAUTH_SECRET',
    'HOST',
  ]
  const keys = ['DOSSIER_SEAL_KEY', 'DOSSIER_HASH_KEY', 'DOSSIER_VAULT_KEY', 'DOSSIER_SIGNING_KEY', 'DOSSIER_VAULT']
  const empty = Object.fromEntries([...names, ...keys].map(name => [name, '']))
  return spawn(process.execPath, ['--import', 'tsx', 'lib/cli/dossier.ts', 'serve'], {
    stdio: ['ignore', 'inherit', 'pipe'],
    env: { ...process.env, ...empty, DOSSIER_DATA: data, PORT: String(port) },
    detached: true, // Ctrl-C reaches the stories first, then we stop the portal
  })
}

/** Waits for the line that names the address; what the portal says is shown. */
async function addressOf(portal: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: portal.stderr! })) {
    console.error(line)
    const address = /running: (http:\S+)/.exec(line)?.[1]
    if (address) {
      portal.stderr!.on('data', text => process.stderr.write(text))
      portal.stderr!.resume()
      return address
    }
  }
  throw new Error('The portal did not start.')
}

async function tellStories(stories: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const playwright = join('node_modules', '@playwright', 'test', 'cli.js')
  const teller = spawn(process.execPath, [playwright, 'test', '--config', 'e2e/playwright.config.ts', ...stories], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env,
  })
  const [status] = await once(teller, 'exit')
  return status ?? 1
}

/** Passing means: at least one story was told, and none was left out. */
async function judge(report: string): Promise<number> {
  const { stats } = JSON.parse(await readFile(report, 'utf8')) as {
    stats: { expected: number; skipped: number; unexpected: number }
  }
  if (stats.expected > 0 && stats.skipped === 0 && stats.unexpected === 0) return 0
  console.error(
    `Not passed: ${stats.expected} stories held, ${stats.unexpected} did not, ${stats.skipped} were skipped.`,
  )
  return 1
}

async function ended(portal: ChildProcess): Promise<void> {
  if (portal.exitCode !== null || portal.signalCode !== null) return
  const over = once(portal, 'exit')
  portal.kill('SIGTERM')
  await over
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

process.exitCode = await main(process.argv.slice(2)).catch((fault: Error) => {
  console.error(`stories: ${fault.message}`)
  return 1
})
