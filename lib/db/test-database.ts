import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'
import { readSecrets } from '#lib/config/secrets.ts'
import { type Embedded, findEmbedded, startEmbedded } from './embedded.ts'
import { migrateDatabase } from './migrate.ts'
import { errand, prepareDatabase, prepareLogins, prepareSiteDatabase } from './roles.ts'

/** A migrated portal database and an empty site database, for one test file alone. Addresses by login. */
export type TestDatabase = {
  /** dossier_owner: may change tables, sees through policies. */
  ownerUrl: string
  /** dossier_app: what web and worker use. */
  appUrl: string
  /** The cluster's superuser in the portal's database. */
  superUrl: string
  /** site_owner in the demo organisation's database, whose schema `site` is empty. */
  siteUrl: string
  /** site_reader there: may only read. */
  siteReaderUrl: string
  drop: () => Promise<void>
}

/**
 * A fresh database, copied from a template that was migrated once in this run. Call it in `beforeAll`, `drop` in `afterAll`.
 * The first call of a run starts the cluster; the run's end takes everything away, dropped or not.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { url } = await runningCluster(inject('testCluster'))
  const name = `test_${randomBytes(6).toString('hex')}`
  const site = `${name}_site`
  const superuser = url('postgres', 'postgres')
  await errand(superuser, async sql => {
    // Copied file by file: a third of the time that the journal takes, of which a test needs none.
    await sql`create database ${sql(name)} template dossier_template strategy file_copy owner dossier_owner`
    await sql`create database ${sql(site)} strategy file_copy owner site_owner`
    await sql`revoke all on database ${sql(name)} from public`
    await sql`grant connect on database ${sql(name)} to dossier_app`
  })
  await prepareSiteDatabase(superuser, site)
  const drop = () =>
    errand(superuser, async sql => {
      await sql`drop database if exists ${sql(name)} with (force)`
      await sql`drop database if exists ${sql(site)} with (force)`
    })
  return {
    ownerUrl: url('dossier_owner', name),
    appUrl: url('dossier_app', name),
    superUrl: url('postgres', name),
    siteUrl: url('site_owner', site),
    siteReaderUrl: url('site_reader', site),
    drop,
  }
}

/** The cluster of this run: test files run in processes of their own, and exactly one of them starts it. */
async function runningCluster(directory: string): Promise<Pick<Embedded, 'url'>> {
  const said = join(directory, 'ready')
  for (;;) {
    const verdict = await readFile(said, 'utf8').catch(() => undefined)
    if (verdict === 'ready') return (await findEmbedded(directory))!
    if (verdict) throw new Error(verdict)
    if (
      await mkdir(join(directory, 'starting')).then(
        () => true,
        () => false,
      )
    )
      break
    await sleep(50)
  }
  const outcome = await startCluster(directory).then(
    () => 'ready',
    fault => `the test cluster did not start: ${fault.stack}`,
  )
  await writeFile(`${said}.draft`, outcome)
  await rename(`${said}.draft`, said)
  if (outcome !== 'ready') throw new Error(outcome)
  return (await findEmbedded(directory))!
}

async function startCluster(directory: string): Promise<void> {
  const { url } = await startEmbedded(directory, { durable: false })
  const superuser = url('postgres', 'postgres')
  const { passwords } = await readSecrets(directory)
  await prepareLogins(superuser, passwords)
  await prepareDatabase(superuser, 'dossier_template')
  await migrateDatabase(url('dossier_owner', 'dossier_template'), 'dossier_app')
}
