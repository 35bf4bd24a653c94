import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readConfig } from './environment.ts'
import { ensureSecrets } from './secrets.ts'

const draw = () => randomBytes(32).toString('base64')

const production = {
  DATABASE_URL: 'postgres://dossier_app:p@db.test/dossier',
  MIGRATE_URL: 'postgres://dossier_owner:p@db.test/dossier',
  DOSSIER_URL: 'https://portal.test',
  SMTP_URL: 'smtps://u:p@mail.test',
  MAIL_FROM: 'Privacy team <privacy@portal.test>',
  NEXTAUTH_SECRET: draw(),
  DOSSIER_SEAL_KEY: draw(),
  DOSSIER_HASH_KEY: draw(),
  DOSSIER_VAULT_KEY: draw(),
  DOSSIER_SIGNING_KEY: draw(),
  DOSSIER_VAULT: '/srv/vault',
}

const keys = Object.keys(production).filter(name => /KEY|SECRET/.test(name))
const read = (changes: Record<string, string | undefined>) =>
  readConfig({ ...production, ...changes }, { migrates: true })
const refusal = (variable: string, sentence = /./) => ({
  ok: false,
  variable,
  sentence: expect.stringMatching(sentence),
})

test('a complete production environment is accepted and read', () => {
  const result = read({})
  expect(result).toMatchObject({
    ok: true,
    config: {
      mode: 'production',
      origin: 'https://portal.test',
      listen: { host: '127.0.0.1', port: 3000 },
      siteUrl: undefined,
    },
  })
  expect(result.ok && result.config.keys.seal.map(key => key.length)).toEqual([32])
})

test('a key that is being rotated stands before the old one', () => {
  const fresh = randomBytes(32).toString('base64')
  const result = read({ DOSSIER_SEAL_KEY: `${fresh},${production.DOSSIER_SEAL_KEY}` })
  expect(result.ok && result.config.keys.seal.map(key => key.toString('base64'))).toEqual([
    fresh,
    production.DOSSIER_SEAL_KEY,
  ])
  expect(read({ DOSSIER_SEAL_KEY: `${fresh},secret` })).toEqual(refusal('DOSSIER_SEAL_KEY', /weak/))
})

test('web and worker do without MIGRATE_URL; whoever changes tables does not', () => {
  const { MIGRATE_URL, ...portal } = production
  expect(readConfig(portal)).toMatchObject({ ok: true, config: { migrateUrl: undefined } })
  expect(readConfig(portal, { migrates: true })).toEqual(refusal('MIGRATE_URL', /missing/))
})

describe('production refuses, naming the variable', () => {
  test.each(Object.keys(production))('%s missing or empty', name => {
    expect(read({ [name]: undefined })).toEqual(refusal(name, /missing/))
    expect(read({ [name]: '' })).toEqual(refusal(name, /missing/))
  })

  test.each(keys)('%s when it is weak', name => {
    const weak = {
      'a word': 'secret',
      'half the bytes': randomBytes(16).toString('base64'),
      'one byte repeated': Buffer.alloc(32, 7).toString('base64'),
      'typed by a person': Buffer.from('this-is-our-very-secret-password').toString('base64'),
      'another encoding': randomBytes(32).toString('hex'),
      'a trailing blank': `${draw()} `,
    }
    for (const [why, value] of Object.entries(weak)) expect(read({ [name]: value }), why).toEqual(refusal(name))
  })

  test('a key that is used twice', () => {
    expect(read({ DOSSIER_VAULT_KEY: production.DOSSIER_SEAL_KEY })).toEqual(
      refusal('DOSSIER_VAULT_KEY', /same as DOSSIER_SEAL_KEY/),
    )
  })

  test.each([
    ['DOSSIER_URL', 'http://portal.test'],
    ['DOSSIER_URL', 'portal.test'],
    ['DOSSIER_URL', 'https://portal.test/privacy'],
    ['DOSSIER_URL', 'https://portal.test/?a=b'],
    ['DOSSIER_URL', 'https://me:secret@portal.test'],
    ['DATABASE_URL', 'mysql://dossier_app:p@db.test/dossier'],
    ['DATABASE_URL', 'postgres://db.test/dossier'],
    ['DATABASE_URL', 'postgres://dossier_app:p@db.test'],
    ['MIGRATE_URL', 'db.test'],
    ['MIGRATE_URL', 'postgres://dossier_app:other@db.test/dossier'],
    ['SMTP_URL', 'https://mail.test'],
    ['SMTP_URL', 'mail.test:25'],
    ['MAIL_FROM', 'Privacy team'],
    ['MAIL_FROM', 'Team <a@portal.test>\r\nBcc: b@portal.test'],
    ['MAIL_FROM', 'a@portal.test, b@portal.test'],
    ['DOSSIER_VAULT', 'vault'],
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['HOST', 'our host'],
    ['AUTH_TRUST_HOST', 'true'],
    ['AUTH_TRUST_HOST', 'false'],
    ['VERCEL', '1'],
    ['NEXTAUTH_URL', 'https://other.test'],
    ['NEXTAUTH_URL', 'portal'],
    ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ])('%s=%j', (name, value) => {
    expect(read({ [name]: value })).toEqual(refusal(name))
  })

  test('every value of .env.example, which documents every variable', async () => {
    const example = await readFile(new URL('../../.env.example', import.meta.url), 'utf8')
    const values = [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name!, value!] as const)
    expect(values.map(([name]) => name).sort()).toEqual(Object.keys(production).sort())
    for (const [name, value] of values) expect(read({ [name]: value })).toEqual(refusal(name))
  })
})

describe('the vault', () => {
  const bucket = {
    DOSSIER_VAULT: undefined,
    DOSSIER_VAULT_URL: 's3://sealed/dossier',
    DOSSIER_VAULT_REGION: 'eu-west-1',
  }
  const store = { ...bucket, DOSSIER_VAULT_ENDPOINT: 'https://store.test' }

  test('is a directory, or a bucket with the login of the machine or one of its own', () => {
    expect(read({})).toMatchObject({ ok: true, config: { vault: '/srv/vault' } })
    const place = {
      bucket: 'sealed',
      prefix: 'dossier/',
      region: 'eu-west-1',
      endpoint: undefined,
      credentials: undefined,
    }
    expect(read(bucket)).toMatchObject({ ok: true, config: { vault: place } })
    const login = { DOSSIER_VAULT_ACCESS_KEY: 'access', DOSSIER_VAULT_SECRET_KEY: 'secret' }
    expect(
      read({ ...store, ...login, DOSSIER_VAULT_URL: 's3://sealed/', DOSSIER_VAULT_REGION: undefined }),
    ).toMatchObject({
      config: {
        vault: {
          bucket: 'sealed',
          prefix: '',
          region: 'us-east-1',
          endpoint: 'https://store.test',
          credentials: { accessKeyId: 'access', secretAccessKey: 'secret' },
        },
      },
    })
  })

  test.each([
    ['DOSSIER_VAULT', { ...bucket, DOSSIER_VAULT: '/srv/vault' }],
    ['DOSSIER_VAULT_URL', { ...bucket, DOSSIER_VAULT_URL: 'https://sealed.store.test' }],
    ['DOSSIER_VAULT_URL', { ...bucket, DOSSIER_VAULT_URL: 's3://UPPER' }],
    ['DOSSIER_VAULT_URL', { ...bucket, DOSSIER_VAULT_URL: 's3://key:secret@sealed' }],
    ['DOSSIER_VAULT_URL', { ...bucket, DOSSIER_VAULT_URL: 's3://sealed/../other' }],
    ['DOSSIER_VAULT_URL', { ...bucket, DOSSIER_VAULT_URL: 's3://replace-me' }],
    ['DOSSIER_VAULT_REGION', { ...bucket, DOSSIER_VAULT_REGION: undefined }],
    ['DOSSIER_VAULT_ENDPOINT', { ...bucket, DOSSIER_VAULT_ENDPOINT: 'http://store.test' }],
    ['DOSSIER_VAULT_ENDPOINT', { ...bucket, DOSSIER_VAULT_ENDPOINT: 'https://key:secret@store.test' }],
    ['DOSSIER_VAULT_ENDPOINT', { ...bucket, DOSSIER_VAULT_ENDPOINT: 'store.test' }],
    ['DOSSIER_VAULT_SECRET_KEY', { ...store, DOSSIER_VAULT_ACCESS_KEY: 'access' }],
    ['DOSSIER_VAULT_ACCESS_KEY', { ...store, DOSSIER_VAULT_SECRET_KEY: 'secret' }],
    ['DOSSIER_VAULT_REGION', { DOSSIER_VAULT_REGION: 'eu-west-1' }],
  ])('is refused, naming %s: %j', (variable, changes) => {
    const refused = read(changes)
    expect(refused).toEqual(refusal(variable))
    expect(JSON.stringify(refused)).not.toContain('secret@')
  })
})

test('NEXTAUTH_URL may repeat the address', () => {
  expect(read({ NEXTAUTH_URL: 'https://portal.test/api/auth' }).ok).toBe(true)
})

test.each(['MIGRATE_URL', 'DOSSIER_URL', 'DOSSIER_SEAL_KEY', 'DOSSIER_VAULT'] as const)(
  'a production start that forgot DATABASE_URL (but set %s) does not become a demo',
  name => {
    expect(readConfig({ [name]: production[name] })).toEqual(refusal('DATABASE_URL', new RegExp(name)))
  },
)

describe('the demo', () => {
  let home: string
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'dossier-config-'))
  })
  afterEach(() => rm(home, { recursive: true, force: true }))

  const planted = async () => {
    const secrets = await ensureSecrets(home)
    await writeFile(join(home, 'port'), '5555\n')
    return secrets
  }

  test('reads database and keys from its directory, and listens on this machine alone', async () => {
    const { passwords, keys } = await planted()
    const result = readConfig({ DOSSIER_DATA: home, HOST: '0.0.0.0', PORT: '3100' })
    expect(result).toMatchObject({
      ok: true,
      config: {
        mode: 'demo',
        origin: 'http://127.0.0.1:3100',
        databaseUrl: `postgres://dossier_app:${passwords.dossier_app}@127.0.0.1:5555/dossier`,
        siteUrl: `postgres://site_reader:${passwords.site_reader}@127.0.0.1:5555/site`,
        listen: { host: '127.0.0.1', port: 3100 },
        vault: join(home, 'vault'),
      },
    })
    expect(result.ok && result.config.keys.vault[0]?.toString('base64')).toBe(keys.DOSSIER_VAULT_KEY)
  })

  test('its keys would be strong enough for production', async () => {
    const { keys } = await planted()
    expect(read(keys).ok).toBe(true)
  })

  test('says how to begin when nothing was started yet', () => {
    expect(readConfig({ DOSSIER_DATA: home })).toEqual(refusal('DATABASE_URL', /npm start/))
  })

  test.each([
    ['DOSSIER_URL', 'http://portal.test'],
    ['SMTP_URL', 'smtp://mail.test:25'],
    ['PORT', 'x'],
    ['AUTH_TRUST_HOST', '1'],
  ])('refuses %s=%s', async (name, value) => {
    await planted()
    expect(readConfig({ DOSSIER_DATA: home, [name]: value })).toEqual(refusal(name))
  })
})
