import pg from 'pg'
import type { TestDatabase } from '#lib/db/test-database.ts'

/** For tests: statements run in the organisation's database as its owner. What is created may be read by the reader. */
export const onSite = async (database: TestDatabase, sql: string): Promise<void> => {
  const owner = new pg.Client({ connectionString: database.siteUrl })
  await owner.connect()
  try {
    await owner.query(sql)
  } finally {
    await owner.end()
  }
}

/** For tests: empties the organisation's database, which is quicker than making another. */
export const clearSite = (database: TestDatabase): Promise<void> =>
  onSite(
    database,
    `drop schema if exists backup cascade;
     drop schema site cascade;
     create schema site;
     grant usage on schema site to site_reader;
     alter default privileges in schema site grant select on tables to site_reader`,
  )
