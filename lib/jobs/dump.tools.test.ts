import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import {
  type DebianPostgres,
  firstStatements,
  password,
  startDebianPostgres,
} from '#lib/db/debian-postgres-for-tests.ts'
import { migrateDatabase } from '#lib/db/migrate.ts'
import { testDatabase } from '#lib/db/test-database.ts'
import { historyVerifier } from '#lib/history/history-signer.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { testSender } from '#lib/mail/test-post.ts'
import { giveKeys } from '#lib/vault/house-keys.ts'
import { everyPage, liveThrough, planted, revealedBy, work } from './planted-portal-for-tests.ts'
import { fileOf, release, startPortal } from './portal-for-tests.ts'

// What docs/operators.md tells an operator to type is typed here, line by line, with the programs of the server it is typed for.

const project = fileURLToPath(new URL('../..', import.meta.url))
let desk: string
let server: DebianPostgres
let portal: Awaited<ReturnType<typeof startPortal>> | undefined

/** The three pieces of shell under "Backup and restore": to keep, to bring back, to look before anybody is let in. */
async function guide(): Promise<[string, string, string]> {
  const text = await readFile(join(project, 'docs/operators.md'), 'utf8')
  const [, chapter] = /^## Backup and restore$([\s\S]*?)^## /m.exec(text)!
  const pieces = [...chapter!.matchAll(/^```\n([\s\S]*?)^```$/gm)].map(([, lines]) => lines!)
  expect(pieces).toHaveLength(3)
  // Its places, below the desk.
  return pieces.map(lines =>
    lines.replaceAll('/srv/dossier', join(desk, 'srv')).replaceAll('/backup', join(desk, 'backup')),
  ) as [string, string, string]
}

async function ask<Row>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.url('postgres', 'dossier') })
  await client.connect()
  const { rows } = await client.query(sql).finally(() => client.end())
  return rows
}

beforeAll(async () => {
  desk = await mkdtemp(join(tmpdir(), 'dossier-desk-'))
  await mkdir(join(desk, 'srv'))
  await mkdir(join(desk, 'backup'))
  server = await startDebianPostgres(desk)
  await writeFile(join(desk, 'first.sql'), await firstStatements())
  await server.type('psql --set=ON_ERROR_STOP=1 --file=first.sql postgres')
  await migrateDatabase(server.url('dossier_owner', 'dossier'), 'dossier_app')
  // The people lie in a database of another server.
  const elsewhere = await testDatabase()
  const database = {
    ...elsewhere,
    ownerUrl: server.url('dossier_owner', 'dossier'),
    appUrl: server.url('dossier_app', 'dossier'),
    superUrl: server.url('postgres', 'dossier'),
  }
  portal = await startPortal(undefined, join(desk, 'srv', 'vault'), database)
}, 300_000)

afterAll(async () => {
  await portal?.stop()
  await server?.stop()
  await rm(desk, { recursive: true, force: true })
})

const contents = async (directory: string): Promise<Buffer[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return Promise.all(entries.filter(entry => entry.isFile()).map(entry => readFile(join(entry.parentPath, entry.name))))
}

test('what the guide says is backed up and brought back on a server that never saw the portal; without the keys it reveals nothing', async () => {
  const [keep, bringBack, look] = await guide()
  const { keys } = portal!
  const { working, released, waiting, persons } = await liveThrough(portal!)
  const before = await fileOf(released.person, released.ref, released.id, 'dossier.json')
  expect(planted.filter(value => !before.includes(value))).toEqual([])
  await sealHistory()
  const pages = await everyPage(persons)
  const access = `select datacl::text, encoding, pg_get_userbyid(datdba) as owner from pg_database where datname = 'dossier'`
  const entered = await ask(access)
  const [newest] = await ask<{ note: string }>('select note from dossier.history_checkpoint order by size desc limit 1')
  await writeFile(join(desk, 'checkpoint.txt'), newest!.note)
  await writeFile(join(desk, 'key.txt'), `${historyVerifier().line}\n`)

  await server.type(keep)
  await working.stop()
  await leaveHouse()
  const { port } = server
  await server.stop()
  await rm(join(desk, 'srv', 'vault'), { recursive: true })

  // As it lies there, and as whoever finds it would unpack it.
  const unpacked = await server.type('pg_restore --file=- dossier.dump')
  expect(unpacked).toContain('package-released')
  const kept = await Promise.all(['dossier.dump', 'roles.sql'].map(name => readFile(join(desk, name))))
  const lost = Buffer.concat([Buffer.from(unpacked), ...kept, ...(await contents(join(desk, 'backup')))])
  expect(revealedBy(lost.toString('latin1'))).toEqual([])

  server = await startDebianPostgres(desk, port)
  expect(server.port).toBe(port)
  await server.type(bringBack)
  expect(await ask(access)).toEqual(entered)

  const base64 = (key: Uint8Array) => Buffer.from(key).toString('base64')
  const environment = {
    DATABASE_URL: server.url('dossier_app', 'dossier'),
    MIGRATE_URL: server.url('dossier_owner', 'dossier'),
    DOSSIER_URL: 'https://portal.test',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: testSender,
    NEXTAUTH_SECRET: base64(randomBytes(32)),
    DOSSIER_SEAL_KEY: base64(keys.seal[0]!),
    DOSSIER_HASH_KEY: base64(keys.hash),
    DOSSIER_VAULT_KEY: base64(keys.vault[0]!),
    DOSSIER_SIGNING_KEY: base64(keys.signing),
    DOSSIER_VAULT: join(desk, 'srv', 'vault'),
  }
  const exported = Object.entries(environment).map(([name, value]) => `export ${name}='${value}'`)
  const files = look.replace('checkpoint.txt', join(desk, 'checkpoint.txt')).replace('key.txt', join(desk, 'key.txt'))
  const said = await server.type([...exported, `cd ${project}`, files].join('\n'))
  expect(said).toMatch(/up to date\.[\s\S]*Everything holds[\s\S]*Genuine/)

  connectHouse(environment.DATABASE_URL)
  const vaultRoot = environment.DOSSIER_VAULT
  giveKeys({ ...keys, vaultRoot })
  expect(await everyPage(persons)).toEqual(pages)
  expect((await fileOf(released.person, released.ref, released.id, 'dossier.json')).equals(before)).toBe(true)
  giveKeys({ ...keys, seal: [randomBytes(32)], vault: [randomBytes(32)], vaultRoot })
  await expect(fileOf(released.person, released.ref, released.id, 'dossier.json')).rejects.toThrow(/unknown-key/)

  // Life goes on where it stood.
  giveKeys({ ...keys, vaultRoot })
  const again = await work(environment.DATABASE_URL)
  await release(waiting.ref, waiting.id)
  await again.stop()
}, 300_000)

test('the login of web and worker may become the roles of all actors and is none of them by itself', async () => {
  const client = new pg.Client({ connectionString: server.url('dossier_app', 'dossier') })
  await client.connect()
  await expect(client.query('select from dossier.request')).rejects.toThrow(/permission denied/)
  await client.query('begin; set local role dossier_officer; select from dossier.request; rollback')
  await client.end()
})

test('a login that would inherit those roles is refused before any is granted to it', async () => {
  const [{ version }] = (await ask(`select current_setting('server_version_num')::int as version`)) as [
    { version: number },
  ]
  await ask(`create role heir login inherit password '${password}'`)
  const migrated = migrateDatabase(server.url('dossier_owner', 'dossier'), 'heir')
  if (version < 160_000) await expect(migrated).rejects.toThrow(/must be made NOINHERIT/)
  else await migrated
  const [{ inherits }] = (await ask(`select pg_has_role('heir', 'dossier_officer', 'usage') as inherits`)) as [
    { inherits: boolean },
  ]
  expect(inherits).toBe(false)
})
