import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { z } from 'zod'
import { type Login, parseSecrets, type Secrets } from './secrets.ts'
import { demonstration, keyNames, migration, production, type Variables } from './variables.ts'
import { readVaultPlace, type VaultPlace } from './vault-place.ts'

export type Environment = { readonly [name: string]: string | undefined }

/** Everything the portal is told from outside. Keys are 32 bytes; addresses have no slash at the end. */
export type Config = {
  mode: 'demo' | 'production'
  /** Where people open the portal; every link is made from it, never from a Host header. */
  origin: string
  databaseUrl: string
  /** The owner of the tables; only the launcher and `migrate` are told. */
  migrateUrl: string | undefined
  /** The demo organisation's database, as its read-only login; demo only. */
  siteUrl: string | undefined
  smtpUrl: string
  mailFrom: string
  sessionSecret: string
  /** `seal` and `vault`: the current key first, then those that older seals still need. */
  keys: { seal: Buffer[]; hash: Buffer; vault: Buffer[]; signing: Buffer }
  vault: VaultPlace
  listen: { host: string; port: number }
}

export type Refused = { ok: false; variable: string; sentence: string }
export type ReadConfig = { ok: true; config: Config } | Refused

/**
 * Reads the environment. With DATABASE_URL it is a production start, and the first thing that is missing, weak or contradictory
 * refuses it; without, it is the demo, whose database and keys are in `DOSSIER_DATA` (default `.data`), put there by the launcher.
 * `migrates`: the caller changes tables, so MIGRATE_URL is needed too.
 */
export function readConfig(raw: Environment, { migrates = false } = {}): ReadConfig {
  const env = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined && value !== ''))
  if (env.AUTH_TRUST_HOST)
    return refuse('AUTH_TRUST_HOST', 'must not be set: links are made from DOSSIER_URL, never from a header.')
  return env.DATABASE_URL ? readProduction(env, migrates) : readDemo(env)
}

/** The directory of the embedded database, its keys and its vault; absolute. */
export const dataDirectory = (env: Environment): string =>
  resolve(/* turbopackIgnore: true */ env.DOSSIER_DATA || '.data')

function readProduction(env: Environment, migrates: boolean): ReadConfig {
  const read = production.safeParse(env)
  if (!read.success) return firstIssue(read.error, env)
  const owner = migrates ? migration.safeParse(env) : undefined
  if (owner && !owner.success) return firstIssue(owner.error, env)
  const variables = read.data
  const refused = refuseContradiction(env, variables, owner?.data.MIGRATE_URL)
  if (refused) return refused
  const vault = readVaultPlace(variables)
  if (!('place' in vault)) return refuse(vault.variable, vault.sentence)
  const config: Config = {
    mode: 'production',
    origin: new URL(variables.DOSSIER_URL).origin,
    databaseUrl: variables.DATABASE_URL,
    migrateUrl: owner?.data.MIGRATE_URL,
    siteUrl: undefined,
    smtpUrl: variables.SMTP_URL,
    mailFrom: variables.MAIL_FROM,
    ...keysOf(variables),
    vault: vault.place,
    listen: { host: variables.HOST ?? '127.0.0.1', port: Number(variables.PORT ?? 3000) },
  }
  return { ok: true, config }
}

function refuseContradiction(env: Environment, variables: Variables, migrateUrl?: string): Refused | undefined {
  const login = (url: string) => new URL(url).username
  if (migrateUrl && login(migrateUrl) === login(variables.DATABASE_URL))
    return refuse('MIGRATE_URL', 'must log in as another user than DATABASE_URL: the portal may not own its tables.')
  for (const [index, name] of keyNames.entries()) {
    const twin = keyNames.slice(0, index).find(other => variables[other] === variables[name])
    if (twin) return refuse(name, `is the same as ${twin}: each key is drawn for itself.`)
  }
  if (env.NEXTAUTH_URL && !sameOrigin(env.NEXTAUTH_URL, variables.DOSSIER_URL))
    return refuse('NEXTAUTH_URL', 'differs from DOSSIER_URL: leave it out.')
  if (env.VERCEL) return refuse('VERCEL', 'must not be set: it makes sign-in believe the Host header.')
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === '0')
    return refuse('NODE_TLS_REJECT_UNAUTHORIZED', 'must not be 0: mail and database would accept any certificate.')
  return undefined
}

/** Set in a production start alone. With one of them but no DATABASE_URL, somebody forgot it, and must not get a demo instead. */
const productionOnly = [
  'MIGRATE_URL',
  'DOSSIER_SEAL_KEY',
  'DOSSIER_HASH_KEY',
  'DOSSIER_VAULT_KEY',
  'DOSSIER_SIGNING_KEY',
  'DOSSIER_VAULT',
  'DOSSIER_VAULT_URL',
]

function readDemo(env: Environment): ReadConfig {
  const other =
    productionOnly.find(name => env[name]) ?? (env.DOSSIER_URL?.startsWith('https:') ? 'DOSSIER_URL' : undefined)
  if (other) return refuse('DATABASE_URL', `is missing although ${other} is set; without both of them the demo starts.`)
  const read = demonstration.safeParse(env)
  if (!read.success) return firstIssue(read.error, env)
  const directory = dataDirectory(env)
  const found = readHome(directory)
  if (!found) return refuse('DATABASE_URL', `is not set, and ${directory} holds no demo yet: npm start makes it.`)
  const url = (login: Login, database: string) =>
    `postgres://${login}:${found.secrets.passwords[login]}@127.0.0.1:${found.port}/${database}`
  const port = Number(read.data.PORT ?? 3000)
  const config: Config = {
    mode: 'demo',
    origin: new URL(read.data.DOSSIER_URL ?? `http://127.0.0.1:${port}`).origin,
    databaseUrl: url('dossier_app', 'dossier'),
    migrateUrl: url('dossier_owner', 'dossier'),
    siteUrl: url('site_reader', 'site'),
    smtpUrl: read.data.SMTP_URL ?? 'smtp://127.0.0.1:1025',
    mailFrom: 'Privacy team <privacy@example.org>',
    ...keysOf(found.secrets.keys),
    vault: join(directory, 'vault'),
    listen: { host: '127.0.0.1', port },
  }
  return { ok: true, config }
}

function readHome(directory: string): { secrets: Secrets; port: number } | undefined {
  const [secrets, port] = ['secrets.json', 'port'].map(name => join(directory, name))
  if (!secrets || !port || !existsSync(secrets) || !existsSync(port)) return undefined
  return { secrets: parseSecrets(readFileSync(secrets, 'utf8'), directory), port: Number(readFileSync(port, 'utf8')) }
}

const keysOf = (variables: Pick<Variables, (typeof keyNames)[number]>): Pick<Config, 'keys' | 'sessionSecret'> => ({
  sessionSecret: variables.NEXTAUTH_SECRET,
  keys: {
    seal: bytesOf(variables.DOSSIER_SEAL_KEY),
    hash: Buffer.from(variables.DOSSIER_HASH_KEY, 'base64'),
    vault: bytesOf(variables.DOSSIER_VAULT_KEY),
    signing: Buffer.from(variables.DOSSIER_SIGNING_KEY, 'base64'),
  },
})

const bytesOf = (keys: string) => keys.split(',').map(key => Buffer.from(key, 'base64'))

const sameOrigin = (one: string, other: string) => URL.canParse(one) && new URL(one).origin === new URL(other).origin

function firstIssue(error: z.ZodError, env: Environment): Refused {
  const issue = error.issues[0]!
  const variable = String(issue.path[0])
  return refuse(variable, env[variable] === undefined ? 'is missing; .env.example says what it is for.' : issue.message)
}

const refuse = (variable: string, sentence: string): Refused => ({ ok: false, variable, sentence })
