import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { Pool } from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { begin } from './begin.ts'
import { connectHouse, house, leaveHouse } from './client.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'
import { isDriverFault, trapDriverFaults } from './trap-driver-faults.ts'

let database: TestDatabase
let killer: Pool
const exit = vi.fn()
const events: string[] = []
const say = (event: string) => void events.push(event)
const release = trapDriverFaults({ info: say, warn: say, error: say }, exit)

beforeAll(async () => {
  database = await testDatabase()
  killer = new Pool({ connectionString: database.superUrl, max: 1 })
})
afterEach(() => leaveHouse())
afterAll(async () => {
  release()
  await killer.end()
  await database.drop()
})

/** A transaction whose backend dies while it waits, and which goes on `later` milliseconds after. */
const loseBackend = (later: number, statements = 1) =>
  begin(worker, async ({ tx }) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
    await killer.query('select pg_terminate_backend($1)', [row?.pid])
    await sleep(later)
    await Promise.all(Array.from({ length: statements }, () => tx.execute(sql`select 1`)))
  })

const works = () =>
  Promise.race([begin(worker, ({ tx }) => tx.execute(sql`select 1`)).then(() => true), sleep(2_000, 'stuck')])

test.each([
  [0, 1],
  [0, 3],
  [5, 1],
  [5, 3],
  [20, 1],
])(
  'a backend dies under a transaction that goes on %i ms later with %i statements: it fails, the portal goes on',
  async (later, statements) => {
    connectHouse(database.appUrl, { max: 1 })
    for (let round = 0; round < 3; round++) {
      await expect(loseBackend(later, statements)).rejects.toThrow()
      await sleep(30)
      expect(await works()).toBe(true)
      expect(await works()).toBe(true)
    }
    expect(exit).not.toHaveBeenCalled()
  },
)

test('the fault that needed the trap has come, and was trapped', () => {
  expect(events).toContain('database-driver-fault')
  expect(events).not.toContain('uncaught')
})

test('others who were at work in the old pool finish there', async () => {
  connectHouse(database.appUrl, { max: 3 })
  const slow = begin(worker, ({ tx }) => tx.execute<{ n: number }>(sql`select 7 as n from pg_sleep(0.5)`))
  const waiting = Array.from({ length: 6 }, () => begin(worker, ({ tx }) => tx.execute(sql`select pg_sleep(0.1)`)))
  const pool = house()
  await expect(loseBackend(0)).rejects.toThrow()
  expect(house()).not.toBe(pool)
  expect((await slow)[0]?.n).toBe(7)
  await Promise.all(waiting)
})

test('any other uncaught fault ends the process', async () => {
  exit.mockClear()
  const listeners = process.listeners('uncaughtException')
  const trap = listeners.at(-1) as (fault: unknown) => void
  const similar = new TypeError("Cannot read properties of null (reading 'write')")
  expect(isDriverFault(similar)).toBe(false)
  trap(similar)
  trap(new Error('anything'))
  trap('a string')
  expect(exit.mock.calls).toEqual([[1], [1], [1]])
})
