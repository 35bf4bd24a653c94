import { existsSync } from 'node:fs'
import { commandLine } from '#lib/access/actor.ts'
import { ClearLine } from '#lib/config/clear-line.ts'
import { type Config, dataDirectory, type Environment, readConfig } from '#lib/config/environment.ts'
import { readSecrets } from '#lib/config/secrets.ts'
import { checkLogins } from '#lib/db/check-logins.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import type { Embedded } from '#lib/db/embedded.ts'
import { migrateDatabase } from '#lib/db/migrate.ts'
import { errand, prepareDatabase, prepareLogins, prepareSiteDatabase } from '#lib/db/roles.ts'
import { demoFolders } from '#lib/demo/demo-folders.ts'
import type { SeedOptions } from '#lib/demo/seed-site.ts'
import type { Io } from './command.ts'
import { showProgress } from './progress.ts'

/** Whether this start has an embedded database, and so is the demo. */
export const isDemo = (env: Environment): boolean => !env.DATABASE_URL

/** The environment, read; throws ClearLine naming the variable. */
export function requireConfig(env: Environment, options: { migrates?: boolean } = {}): Config {
  const read = readConfig(env, options)
  if (read.ok) return read.config
  throw new ClearLine(`${read.variable} ${read.sentence}`)
}

/** A production database: its logins are judged, then it is brought up to date. Throws ClearLine naming the variable. */
export async function prepareProduction(env: Environment): Promise<Config> {
  const config = requireConfig(env, { migrates: true })
  const refused = await checkLogins(config)
  if (refused) throw new ClearLine(`${refused.variable} ${refused.sentence}`)
  await migrateDatabase(config.migrateUrl!, decodeURIComponent(new URL(config.databaseUrl).username))
  return config
}

/** The demo's two databases in a running embedded cluster: logins, roles, tables; safe to repeat. */
export async function prepareDemo({ url }: Pick<Embedded, 'url'>, env: Environment): Promise<Config> {
  const superuser = url('postgres', 'postgres')
  const { passwords } = await readSecrets(dataDirectory(env))
  await prepareLogins(superuser, passwords)
  await prepareDatabase(superuser, 'dossier')
  await prepareSiteDatabase(superuser, 'site')
  await migrateDatabase(url('dossier_owner', 'dossier'), 'dossier_app')
  return requireConfig(env, { migrates: true })
}

/** Plants the demo organisation where there is none; a demo that lives already is left alone, unless it is to be replaced. */
export async function plantDemo(
  { url }: Pick<Embedded, 'url'>,
  directory: string,
  say: Io['say'],
  options: Pick<SeedOptions, 'seed' | 'people' | 'replace'> = {},
): Promise<void> {
  const site = url('site_owner', 'site')
  if (options.replace || !(await holdsTables(site))) {
    const { seedSite } = await import('#lib/demo/seed-site.ts')
    await showProgress(say, 'Planting the demo organisation', () => seedSite(site, options))
  }
  const { webLog, partner } = demoFolders(directory)
  if (options.replace || !existsSync(webLog) || !existsSync(partner)) {
    const { writeLogs } = await import('#lib/demo/write-logs.ts')
    await showProgress(say, 'Writing its web server’s log', () => writeLogs(directory, options))
  }
  await furnishPortal(url('dossier_app', 'dossier'), say)
  await sayWhatIsOld(site, say)
}

/** The portal's own rows of the demo: who answers, who works there, what is searched. What stands already is left alone. */
async function furnishPortal(databaseUrl: string, say: Io['say']): Promise<void> {
  const { completePortal, plantPortal } = await import('#lib/demo/plant-portal.ts')
  connectHouse(databaseUrl, { max: 1, applicationName: 'dossier demo' })
  try {
    const planted = await plantPortal(commandLine, {})
    if (!planted.ok && planted.why !== 'already-done') throw new Error(`The demo was not planted: ${planted.why}.`)
    if (planted.ok) return
    const completed = await completePortal(commandLine, {})
    if (completed.ok && completed.value.length > 0)
      say(`This demo was planted by an older version: the source ${completed.value.join(' and ')} was connected.`)
  } finally {
    await leaveHouse()
  }
}

/** An older planting is somebody's demo: it is used as it stands, and replaced only when they say so. */
async function sayWhatIsOld(siteUrl: string, say: Io['say']): Promise<void> {
  const { findMissingTables } = await import('#lib/demo/find-missing-tables.ts')
  const missing = await findMissingTables(siteUrl)
  if (missing.length === 0) return
  const named = missing.slice(0, 5).join(', ') + (missing.length > 5 ? ' …' : '')
  say(`The demo organisation was planted by an older version and lacks ${named}. A search will say so. To plant it anew:
  npm run -s dossier -- seed demo --replace`)
}

const holdsTables = (url: string): Promise<boolean> =>
  errand(url, async sql => (await sql`select from pg_tables where schemaname = 'site' limit 1`).length > 0)
