import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readSecrets } from '#lib/config/secrets.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import { migrateDatabase } from './migrate.ts'
import { actorRoles, errand, prepareDatabase, prepareLogins, prepareSiteDatabase } from './roles.ts'

let home: string
let folder: string
let cluster: Embedded
let database: string
let serial = 0

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'dossier-migrate-'))
  await chmod(home, 0o711) // the database's system user passes through, so that all of it lies here
  cluster = await startEmbedded(join(home, 'data'), { durable: false })
  await prepareLogins(cluster.url('postgres', 'postgres'), (await readSecrets(join(home, 'data'))).passwords)
  folder = join(home, 'migrations')
  await mkdir(join(folder, 'meta'), { recursive: true })
  const entries = [{ idx: 0, version: '7', when: 1, tag: '0000_shelf', breakpoints: true }]
  await writeFile(
    join(folder, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  )
  const shelf = [
    'create schema shelf',
    'grant usage on schema shelf to dossier_officer',
    'create table shelf.book (title text)',
  ]
  await writeFile(join(folder, '0000_shelf.sql'), shelf.join(';\n--> statement-breakpoint\n'))
})

afterAll(async () => {
  await cluster?.stop()
  await rm(home, { recursive: true, force: true })
})

beforeEach(async () => {
  database = `migrated_${serial++}`
  await prepareDatabase(cluster.url('postgres', 'postgres'), database)
})

const migrate = (at = database) => migrateDatabase(cluster.url('dossier_owner', at), 'dossier_app', folder)
const asApplication = <T>(run: Parameters<typeof errand<T>>[1]) => errand(cluster.url('dossier_app', database), run)

test('three replicas that start on an empty database at once all succeed, and each migration runs once', async () => {
  await Promise.all([migrate(), migrate(), migrate()])
  const counts = await errand(
    cluster.url('postgres', database),
    sql => sql`select (select count(*)::int from drizzle.__drizzle_migrations) as ours,
      (select count(*)::int from graphile_worker.migrations) as queue`,
  )
  expect(counts[0]).toEqual({ ours: 1, queue: 19 })
})

test('two databases of one cluster, migrated at once, share the roles', async () => {
  const other = `${database}_other`
  await prepareDatabase(cluster.url('postgres', 'postgres'), other)
  await Promise.all([migrate(), migrate(other)])
})

test('a migrated database is left as it is by the next start', async () => {
  await migrate()
  await errand(cluster.url('dossier_owner', database), sql => sql`insert into shelf.book values ('kept')`)
  await migrate()
  expect([...(await errand(cluster.url('dossier_owner', database), sql => sql`select title from shelf.book`))]).toEqual(
    [{ title: 'kept' }],
  )
})

test('a migration that fails leaves nothing behind and frees the lock', async () => {
  const broken = join(home, 'broken')
  await mkdir(join(broken, 'meta'), { recursive: true })
  const entries = [{ idx: 0, version: '7', when: 1, tag: '0000_half', breakpoints: true }]
  await writeFile(
    join(broken, 'meta', '_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  )
  await writeFile(join(broken, '0000_half.sql'), 'create table half ();\n--> statement-breakpoint\nselect 1/0;')
  await expect(migrateDatabase(cluster.url('dossier_owner', database), 'dossier_app', broken)).rejects.toThrow()
  const [half] = await errand(cluster.url('dossier_owner', database), sql => sql`select to_regclass('half') as half`)
  expect(half).toEqual({ half: null })
  await migrate()
})

test('the application may become every kind of actor and is none of them by itself', async () => {
  await migrate()
  for (const role of actorRoles) {
    const name = await asApplication(async sql => {
      await sql.unsafe(`set role ${role}`)
      return (await sql`select current_user as name`)[0]?.name
    })
    expect(name).toBe(role)
  }
  await expect(asApplication(sql => sql`select * from shelf.book`)).rejects.toMatchObject({ code: '42501' })
  await expect(asApplication(sql => sql`set role dossier_owner`)).rejects.toMatchObject({ code: '42501' })
  await expect(asApplication(sql => sql`set role postgres`)).rejects.toMatchObject({ code: '42501' })
})

test('nobody but owner and superuser can make a schema, the queue included', async () => {
  await migrate()
  for (const role of ['dossier_app', ...actorRoles]) {
    const attempt = asApplication(async sql => {
      await sql.unsafe(`set role ${role}`)
      await sql`create schema stray`
    })
    await expect(attempt, role).rejects.toMatchObject({ code: '42501' })
  }
})

test("the queue's tables belong to the queue", async () => {
  await migrate()
  const owners = await errand(
    cluster.url('postgres', database),
    sql => sql`select distinct tableowner as owner from pg_tables where schemaname = 'graphile_worker'`,
  )
  expect([...owners]).toEqual([{ owner: 'dossier_queue' }])
})

test("the site's reader reads whatever the site's owner makes, and writes nothing", async () => {
  const site = `${database}_site`
  await prepareSiteDatabase(cluster.url('postgres', 'postgres'), site)
  await prepareSiteDatabase(cluster.url('postgres', 'postgres'), site)
  await errand(cluster.url('site_owner', site), async sql => {
    await sql`create table site.contact (email text)`
    await sql`insert into site.contact values ('ana@example.org')`
  })
  const read = await errand(cluster.url('site_reader', site), sql => sql`select email from site.contact`)
  expect([...read]).toEqual([{ email: 'ana@example.org' }])
  await expect(
    errand(cluster.url('site_reader', site), async sql => {
      await sql`set default_transaction_read_only = off`
      await sql`insert into site.contact values ('mallory@example.org')`
    }),
  ).rejects.toMatchObject({ code: '42501' })
})

test('the two databases are closed to the logins of the other', async () => {
  const site = `${database}_site`
  await prepareSiteDatabase(cluster.url('postgres', 'postgres'), site)
  for (const url of [cluster.url('site_reader', database), cluster.url('dossier_app', site)])
    await expect(errand(url, sql => sql`select 1`)).rejects.toMatchObject({ code: '42501' })
})
