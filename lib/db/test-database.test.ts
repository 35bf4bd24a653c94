import { afterAll, beforeAll, expect, test } from 'vitest'
import { errand } from './roles.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'

let one: TestDatabase
let other: TestDatabase

beforeAll(async () => {
  ;[one, other] = await Promise.all([testDatabase(), testDatabase()])
})

afterAll(async () => {
  await one?.drop()
  await other?.drop()
})

test('each has migrated tables of its own', async () => {
  await errand(one.ownerUrl, sql => sql`create table only_here ()`)
  const seen = (url: string) =>
    errand(
      url,
      sql =>
        sql`select to_regclass('only_here') is not null as here, to_regclass('graphile_worker.migrations') is not null as queue`,
    )
  expect([...(await seen(one.superUrl))]).toEqual([{ here: true, queue: true }])
  expect([...(await seen(other.superUrl))]).toEqual([{ here: false, queue: true }])
})

test('the application logs in and may become an officer', async () => {
  const name = await errand(one.appUrl, async sql => {
    await sql`set role dossier_officer`
    return (await sql`select current_user as name`)[0]?.name
  })
  expect(name).toBe('dossier_officer')
})

test("the site's owner fills it and its reader reads it", async () => {
  await errand(one.siteUrl, sql => sql`create table site.company as select 'Example Ltd' as name`)
  const rows = await errand(one.siteReaderUrl, sql => sql`select name from site.company`)
  expect([...rows]).toEqual([{ name: 'Example Ltd' }])
})

test('after dropping, it is gone', async () => {
  const gone = await testDatabase()
  await gone.drop()
  await expect(errand(gone.appUrl, sql => sql`select 1`)).rejects.toMatchObject({ code: '3D000' })
})
