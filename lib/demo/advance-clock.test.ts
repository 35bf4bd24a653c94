import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, commandLine } from '#lib/access/actor.ts'
import { ensureSecrets } from '#lib/config/secrets.ts'
import { connectHouse, leaveHouse } from '#lib/db/client.ts'
import { errand } from '#lib/db/roles.ts'
import { type TestDatabase, testDatabase } from '#lib/db/test-database.ts'
import { advanceClock } from './advance-clock.ts'

const visitor: Actor = { kind: 'visitor', id: '0198c0de-0000-7000-8000-000000000001' }
let database: TestDatabase
let home: string

beforeAll(async () => {
  database = await testDatabase()
  home = await mkdtemp(join(tmpdir(), 'dossier-clock-'))
  await ensureSecrets(home)
  await writeFile(join(home, 'port'), '1')
  Object.assign(process.env, { DOSSIER_DATA: home, DATABASE_URL: '' })
  connectHouse(database.appUrl)
})
afterAll(async () => {
  await leaveHouse()
  await database?.drop()
  await rm(home, { recursive: true, force: true })
})

const clock = async () => {
  const [row] = await errand(
    database.superUrl,
    sql => sql`select extract(epoch from dossier.now() - now())::int as ahead,
      (select count(*)::int from dossier.history_event where stream = 'clock') as told`,
  )
  return row
}

test('the time moves by the duration, and the history says by how much', async () => {
  const moved = await advanceClock(commandLine, { duration: 'P31D' })
  expect(moved).toMatchObject({ ok: true, value: { aheadSeconds: 31 * 86_400 } })
  const told = moved.ok ? Temporal.Instant.from(moved.value.now) : undefined
  expect(told?.since(Temporal.Now.instant()).total('days')).toBeCloseTo(31, 2)
  expect(await clock()).toEqual({ ahead: 31 * 86_400, told: 1 })
})

test('what time alone brings about is asked for at once', async () => {
  await advanceClock(commandLine, { duration: 'PT1M' })
  const jobs = await errand(database.superUrl, sql => sql`select job from dossier.waiting_jobs() order by job`)
  expect(jobs.map(({ job }) => job)).toEqual(['remind', 'seal-history', 'sweep'])
})

test('two people who press the button at once both move it', async () => {
  const before = await clock()
  await Promise.all([advanceClock(visitor, { duration: 'PT1H' }), advanceClock(visitor, { duration: 'PT1H' })])
  expect(await clock()).toEqual({ ahead: before?.ahead + 7200, told: before?.told + 2 })
})

test.each(['', 'banana', '-P1D', 'PT0S', 'P11Y', 'P1D; drop table', 'P999999999999D', '31 days'])(
  '%j moves nothing and tells nothing',
  async duration => {
    const before = await clock()
    expect(await advanceClock(commandLine, { duration })).toMatchObject({ ok: false, why: 'invalid' })
    expect(await clock()).toEqual(before)
  },
)

test('ten years in all is the furthest', async () => {
  expect(await advanceClock(commandLine, { duration: 'P9Y' })).toMatchObject({ ok: true })
  const before = await clock()
  expect(await advanceClock(commandLine, { duration: 'P2Y' })).toMatchObject({ ok: false, why: 'invalid' })
  expect(await clock()).toEqual(before)
})
