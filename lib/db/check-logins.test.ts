import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkLogins } from './check-logins.ts'
import { errand } from './roles.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database?.drop())

const check = (databaseUrl: string, migrateUrl: string | undefined = undefined) =>
  checkLogins({ databaseUrl, migrateUrl })

/** A login that may become somebody powerful, or is. */
async function login(name: string, attributes: string): Promise<string> {
  await errand(database.superUrl, sql => sql.unsafe(`create role ${name} login password 'p' ${attributes}`))
  const url = new URL(database.superUrl)
  url.username = name
  url.password = 'p'
  await errand(database.superUrl, sql => sql.unsafe(`grant connect on database ${url.pathname.slice(1)} to ${name}`))
  return url.href
}

test.each([
  ['the superuser', 'su_itself', 'superuser'],
  ['a login exempt from row-level security', 'su_exempt', 'bypassrls'],
  ['a login that may become superuser', 'su_member', 'in role postgres'],
  ['a login that may become superuser by SET ROLE alone', 'su_noinherit', 'noinherit in role postgres'],
])('%s is refused', async (_, name, attributes) => {
  const url = await login(name, attributes)
  expect(await check(url)).toMatchObject({ variable: 'DATABASE_URL', sentence: expect.stringContaining(name) })
})

test('a database with fsync off is refused', async () => {
  expect(await check(database.appUrl)).toMatchObject({
    variable: 'DATABASE_URL',
    sentence: expect.stringMatching(/fsync off/),
  })
})

test('a database that is not there is named in one line, without the password', async () => {
  const url = new URL(database.appUrl)
  url.port = '1'
  const verdict = await check(url.href)
  expect(verdict).toMatchObject({ variable: 'DATABASE_URL', sentence: expect.stringMatching(/^[^\n]+$/) })
  expect(verdict?.sentence).not.toContain(url.password)
})
