import postgres, { type Sql } from 'postgres'
import { ClearLine } from '#lib/config/clear-line.ts'
import type { Secrets } from '#lib/config/secrets.ts'

/** One database role per kind of actor; nobody logs in as one, the portal's login becomes them. */
export const actorRoles = [
  'dossier_visitor',
  'dossier_person',
  'dossier_officer',
  'dossier_auditor',
  'dossier_admin',
  'dossier_system',
  'dossier_queue',
] as const

/** A connection for one errand, ended whatever happens. `url` may carry `?options=`. */
export async function errand<T>(url: string, run: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, max_lifetime: null, onnotice: () => {}, connect_timeout: 10 })
  try {
    return await run(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** The logins of the embedded cluster with their passwords; in production the operator makes the first two (`.env.example` says how). */
export const prepareLogins = (superuser: string, passwords: Secrets['passwords']): Promise<void> =>
  errand(superuser, async sql => {
    await ensureRole(sql, 'dossier_owner', 'LOGIN CREATEROLE CREATEDB', passwords.dossier_owner)
    await ensureRole(sql, 'dossier_app', 'LOGIN NOINHERIT', passwords.dossier_app)
    await ensureRole(sql, 'site_owner', 'LOGIN', passwords.site_owner)
    await ensureRole(sql, 'site_reader', 'LOGIN', passwords.site_reader)
    await sql`alter role site_reader set default_transaction_read_only = on`
  })

/** The portal's empty database: its owner migrates it, its application may only connect, nobody else gets in. */
export const prepareDatabase = (superuser: string, name: string): Promise<void> =>
  errand(superuser, async sql => {
    await ensureDatabase(sql, name, 'dossier_owner')
    await sql`grant connect on database ${sql(name)} to dossier_app`
  })

/** The demo organisation's database with its empty schema `site`; whatever its owner makes there, `site_reader` may read. */
export async function prepareSiteDatabase(superuser: string, name: string): Promise<void> {
  await errand(superuser, async sql => {
    await ensureDatabase(sql, name, 'site_owner')
    await sql`grant connect on database ${sql(name)} to site_reader`
  })
  const inside = new URL(superuser)
  inside.pathname = `/${name}`
  await errand(inside.href, async sql => {
    await sql`create schema if not exists site authorization site_owner`
    await sql`grant usage on schema site to site_reader`
    await sql`alter default privileges for role site_owner in schema site grant select on tables to site_reader`
  })
}

/**
 * The roles of the kinds of actor, granted to the application's login so that it may become them and inherits nothing.
 * Called by every migration as the owner, who needs CREATEROLE; roles that stand are left as they are.
 */
export async function ensureActorRoles(sql: Sql, applicationLogin: string): Promise<void> {
  await refuseInheritance(sql, applicationLogin)
  for (const role of actorRoles) {
    await ensureRole(sql, role, 'NOLOGIN')
    await ensureMember(sql, role, applicationLogin)
  }
  // The owner makes the queue's schema in the queue's name, and hands functions to it.
  const [owner] = await sql<{ name: string }[]>`select current_user as name`
  await ensureMember(sql, 'dossier_queue', owner!.name)
}

/** Roles belong to the whole cluster: two databases migrated at once may both make one, and the slower finds it made. */
async function ensureRole(sql: Sql, role: string, attributes: string, password?: string): Promise<void> {
  const [found] = await sql`select from pg_roles where rolname = ${role}`
  if (!found)
    await sql.unsafe(`create role ${role} ${attributes}`).catch(fault => {
      if (!['42710', '23505'].includes(fault.code)) throw fault
    })
  if (password === undefined) return
  // A utility statement takes no parameters; the server quotes.
  const quoted = `select format('alter role %I ${attributes} password %L', $1::text, $2::text) as text`
  const [row] = await sql.unsafe<{ text: string }[]>(quoted, [role, password])
  await sql.unsafe(row!.text)
}

async function ensureMember(sql: Sql, role: string, member: string): Promise<void> {
  const [server] = await sql<{ perGrant: boolean }[]>`
    select current_setting('server_version_num')::int >= 160000 as "perGrant"`
  // Before version 16 a grant cannot say that it may be become but not inherited: the login's own NOINHERIT says it (refuseInheritance).
  const { perGrant } = server!
  const isMember = async () => {
    const [row] = await sql<{ yes: boolean }[]>`
      select exists (select from pg_auth_members where roleid = ${role}::regrole and member = (
        select oid from pg_roles where rolname = ${member}) ${perGrant ? sql`and set_option` : sql``}) as yes`
    return row!.yes
  }
  if (await isMember()) return
  const options = perGrant ? sql`with inherit false, set true` : sql``
  await sql`grant ${sql(role)} to ${sql(member)} ${options}`.catch(async fault => {
    if (!(await isMember())) throw fault // another database's migration may have granted it meanwhile
  })
}

/** A login that inherited the roles of all kinds of actors would be all of them at once. On PostgreSQL 15 nothing but the login's own attribute prevents it. */
async function refuseInheritance(sql: Sql, login: string): Promise<void> {
  const [row] = await sql<
    { inherits: boolean }[]
  >`select current_setting('server_version_num')::int < 160000 and rolinherit as inherits
    from pg_roles where rolname = ${login}`
  if (row?.inherits)
    throw new ClearLine(
      `DATABASE_URL: on PostgreSQL 15 the login ${login} must be made NOINHERIT: alter role ${login} noinherit.`,
    )
}

async function ensureDatabase(sql: Sql, name: string, owner: string): Promise<void> {
  const [found] = await sql`select from pg_database where datname = ${name}`
  if (!found) await sql`create database ${sql(name)} owner ${sql(owner)}`
  await sql`revoke all on database ${sql(name)} from public`
}
