import type { Config, Refused } from '#lib/config/environment.ts'
import { errand } from './roles.ts'

/**
 * What only the database can say about a production start: that its logins have no rights they must not have and that it keeps
 * what it was told. Undefined when all is well.
 */
export async function checkLogins({
  databaseUrl,
  migrateUrl,
}: Pick<Config, 'databaseUrl' | 'migrateUrl'>): Promise<Refused | undefined> {
  return (
    (await checkLogin('DATABASE_URL', databaseUrl)) ?? (migrateUrl ? checkLogin('MIGRATE_URL', migrateUrl) : undefined)
  )
}

type Found = { login: string; powerful: string | null; fsync: string }

async function checkLogin(variable: string, url: string): Promise<Refused | undefined> {
  const refuse = (sentence: string): Refused => ({ ok: false, variable, sentence })
  let found: Found | undefined
  try {
    // Not only what the login is: also whatever it may become with SET ROLE.
    ;[found] = await errand(
      url,
      sql => sql<Found[]>`select session_user as login, current_setting('fsync') as fsync,
        (select rolname from pg_roles where (rolsuper or rolbypassrls) and pg_has_role(session_user, oid, 'member') limit 1) as powerful`,
    )
  } catch (fault) {
    const reason =
      fault instanceof Error ? fault.message || ('code' in fault ? String(fault.code) : fault.name) : String(fault)
    return refuse(`does not open a connection: ${reason.replaceAll(/\s+/g, ' ')}.`)
  }
  if (found?.powerful)
    return refuse(`logs in as ${found.login}, a superuser or exempt from row-level security: use a plain login.`)
  if (found?.fsync !== 'on')
    return refuse('leads to a database with fsync off: it would lose acknowledged work in a power failure.')
  return undefined
}
