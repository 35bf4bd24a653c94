import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ClearLine } from '#lib/config/clear-line.ts'
import { dataDirectory, type Environment } from '#lib/config/environment.ts'
import type { VaultPlace } from '#lib/config/vault-place.ts'
import { openVault } from '#lib/vault/vault.ts'
import { ensurePages } from './build-pages.ts'
import type { Arguments, CliCommand, Io } from './command.ts'
import { isFree, nextFreePort } from './free-port.ts'
import { keepDatabase } from './keep-database.ts'
import { keepRunning } from './keep-running.ts'
import { demoEnvironment, productionEnvironment } from './part-environment.ts'
import { Portal } from './portal.ts'
import { isDemo, plantDemo, prepareDemo, prepareProduction } from './prepare-database.ts'
import { watchAncestors } from './watch-ancestors.ts'

export const usage = `serve: web and worker (npm start)
  With DATABASE_URL: the portal in production, set up as .env.example says. Without: the demo, with an embedded database in .data/.
  PORT chooses the port (default 3000; the demo takes the next free one). Ctrl-C stops everything and keeps the data.`

export const options: CliCommand['options'] = {}

export async function run(_: Arguments, io: Io): Promise<number> {
  const portal = new Portal(io.say)
  const unwatch = await watchAncestors(portal.end)
  await portal.run(() => (isDemo(io.env) ? startDemo(portal, io) : startProduction(portal, io)))
  unwatch()
  return 0
}

async function startDemo(portal: Portal, { env, say }: Io): Promise<void> {
  const directory = dataDirectory(env)
  const database = await keepDatabase(directory, say, portal.fail)
  portal.add(database)
  portal.signal.throwIfAborted()
  const config = await prepareDemo(database.embedded, env)
  await plantDemo(database.embedded, directory, say)
  await ensurePages(say, env, portal.signal)
  const port = await nextFreePort(config.listen.port, '127.0.0.1')
  const mailPort = await nextFreePort(port + 1000, '127.0.0.1')
  const parts = demoEnvironment(env, { directory, port, mailPort, siteUrl: config.siteUrl })
  await writeFile(join(directory, 'address'), `http://127.0.0.1:${port}\n`)
  await startParts(portal, say, parts, name => join(directory, `${name}.log`))
  say(welcome(`http://127.0.0.1:${port}`, directory))
}

async function startProduction(portal: Portal, { env, say }: Io): Promise<void> {
  const config = await prepareProduction(env)
  await openVault({ root: config.vault, wrappingKeys: config.keys.vault })
    .check()
    .catch(fault => {
      if (fault instanceof ClearLine) throw fault
      throw new ClearLine(`${vaultVariable(config.vault)} cannot be written to: ${fault.message}`)
    })
  const { host, port } = config.listen
  if (!(await isFree(port, host))) throw new ClearLine(`PORT ${port} of ${host} is taken, or is not this machine's.`)
  await ensurePages(say, env, portal.signal)
  await startParts(portal, say, productionEnvironment(env, config.origin), () => undefined)
  say(`Dossier is running at ${config.origin}, listening on ${host}:${port}.`)
}

const vaultVariable = (place: VaultPlace) => (typeof place === 'string' ? 'DOSSIER_VAULT' : 'DOSSIER_VAULT_URL')

async function startParts(
  portal: Portal,
  say: Io['say'],
  env: Environment,
  log: (name: string) => string | undefined,
): Promise<void> {
  const scripts = { worker: ['../cli/dossier.ts', 'work'], web: ['../web/serve-web.ts'] } as const
  for (const [name, [path, ...args]] of Object.entries(scripts)) {
    portal.signal.throwIfAborted()
    const script = fileURLToPath(new URL(path, import.meta.url))
    const part = keepRunning({ name, script, args, env, log: log(name) }, say, portal.fail)
    portal.add(part)
    await part.ready
  }
}

const welcome = (address: string, directory: string) => `
Dossier is running: ${address}   (Ctrl-C stops it)

  This is a demo with an invented organisation. Its data is in ${directory}.
  Choose who to be (a person, the privacy officer, the auditor, the admin): ${address}/demo
  No mail leaves this machine; read what was sent: ${address}/demo/mailbox
  If something goes wrong: ${join(directory, 'web.log')} and ${join(directory, 'worker.log')}
`
