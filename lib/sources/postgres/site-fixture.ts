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
