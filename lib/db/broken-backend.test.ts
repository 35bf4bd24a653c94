import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { append } from '#lib/history/append.ts'
import { begin, type Scope } from './begin.ts'
import { breakBackend, digestTables } from './break-backend-for-tests.ts'
import { proveUnbroken } from './broken-backend-for-tests.ts'
import { connectHouse, leaveHouse, renewHouse } from './client.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'
import { trapDriverFaults } from './trap-driver-faults.ts'

describe('what the tests below rely on', () => {
  let database: TestDatabase
  let peek: Pool
  const release = trapDriverFaults({ info: () => {}, warn: () => {}, error: () => {} })
  beforeAll(async () => {
    database = await testDatabase()
    connectHouse(database.appUrl)
    peek = new Pool({ connectionString: database.superUrl, max: 2 })
  })
  afterAll(async () => {
    release()
    await leaveHouse()
    await peek.end()
    await database.drop()
  })

  const insert = ({ tx }: Scope) =>
    tx.execute(sql`insert into dossier.challenge values (${randomUUID()}::text::bytea, 'sign-in', null, '', now())`)

  it('work that wrote in two transactions would be caught with one of them done', async () => {
    const before = await digestTables(peek)
    const { mend } = breakBackend(peek, 5)
    const tell = (scope: Scope) => append(scope, [{ stream: 'clock', event: { type: 'clock-advanced', seconds: 1 } }])
    const careless = begin(worker, insert).then(() => begin(worker, tell))
    await expect(careless).rejects.toThrow()
    mend()
    renewHouse()
    expect(await digestTables(peek)).not.toEqual(before)
  })

  it('work that goes on after it lost its connection writes nothing, on whatever connection its statements land', async () => {
    for (const place of [1, 2, 3, 4]) {
      const before = await digestTables(peek)
      const { mend } = breakBackend(peek, place, 5)
      const stubborn = begin(worker, async scope => {
        const ended = []
        for (let round = 0; round < 3; round++) ended.push(await Promise.allSettled([insert(scope), insert(scope)]))
        return ended
      })
      await expect(stubborn).rejects.toThrow()
      mend()
      await begin(worker, ({ tx }) => tx.execute(sql`select pg_sleep(0.1)`)).catch(() => {})
      renewHouse()
      expect(await digestTables(peek)).toEqual(before)
    }
  })
})

/** A sample of places, the same in every run: one statement, the last one, the commit. */
const sample = (name: string, places: number): number[] => {
  const somewhere = 1 + (createHash('sha256').update(name).digest().readUInt16BE(0) % places)
  return [...new Set([somewhere, places - 1, places])].sort((one, other) => one - other)
}

describe('when the database ends a connection in the middle of it', () => {
  proveUnbroken(sample, [0])
})
