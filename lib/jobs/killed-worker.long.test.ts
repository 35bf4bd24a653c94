import { afterAll, beforeAll, expect, it } from 'vitest'
import { people } from '#lib/demo/people.ts'
import { draw, type Killable, proveKills, startKillable } from './killed-worker-for-tests.ts'

let house: Killable
beforeAll(async () => {
  house = await startKillable()
})
afterAll(() => house.stop())

const next = draw(11_232_026)

it.each(
  [people.layla, people.declan, people.nora, people.robin, people.asha].flatMap(({ email }) => [
    [email, 1],
    [email, 2],
  ]),
)('workers killed at five seeded moments while three requests of %s are answered, time %i', async email => {
  const moments = Array.from({ length: 5 }, () => 100 + next(5_000))
  await proveKills(house, String(email), 3, moments)
})

it('most of the fifty had a job in their hands', () => {
  expect(house.killedAtWork()).toBeGreaterThan(25)
})
