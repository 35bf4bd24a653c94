import { afterAll, beforeAll, expect, it } from 'vitest'
import { people } from '#lib/demo/people.ts'
import { draw, type Killable, proveKills, startKillable } from './killed-worker-for-tests.ts'

let house: Killable
beforeAll(async () => {
  house = await startKillable()
})
afterAll(() => house.stop())

it('four workers killed between proof and package: the next ones finish, with the same records and one package', async () => {
  const next = draw(20_261_123)
  const moments = Array.from({ length: 4 }, () => 300 + next(2_000))
  await proveKills(house, people.layla.email, 2, moments)
  expect(house.killedAtWork()).toBeGreaterThan(0)
}, 240_000)
