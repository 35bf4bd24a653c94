import { afterAll, beforeAll, expect, test } from 'vitest'
import { generateSite } from '#lib/demo/generate-site.ts'
import { randomFor } from '#lib/demo/random.ts'
import {
  askAndProve,
  fileOf,
  officer,
  release,
  startPortal,
  untilReviewed,
  untilStatus,
} from '#lib/jobs/portal-for-tests.ts'
import { decideMentions } from './decide-mentions.ts'
import { othersIn } from './leave-one-out.fixture.ts'

const site = generateSite({ people: 500 })
let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  portal = await startPortal()
  await portal.work()
}, 120_000)
afterAll(() => portal?.stop())

/** Everybody who named somebody, and as many others. */
const authors = [...new Set(site.mentions.map(({ author }) => author))]
const some = randomFor(7, 'leave one out')
  .shuffle(site.everybody.filter(({ standing, email }) => standing === 'contact' && !authors.includes(email)))
  .slice(0, authors.length)
  .map(({ email }) => email)

test('once what was proposed is held back, nobody else’s address, number or name is in anybody’s copy', async () => {
  let before = 0
  for (const address of [...authors, ...some]) {
    const { ref, id, person } = await askAndProve(address)
    await untilStatus(ref, 'review')
    await untilReviewed(id)
    const reason = 'Nobody asked them whether they want to stand in this copy.'
    const decided = await decideMentions(officer, { ref, decision: 'accepted', which: 'all', reason })
    if (decided.ok) before += decided.value.places
    await release(ref, id)
    for (const file of ['dossier.json', 'dossier.html'])
      expect(
        othersIn((await fileOf(person, ref, id, file)).toString('utf8'), site, address),
        `${address} ${file}`,
      ).toEqual([])
  }
  expect(before).toBeGreaterThanOrEqual(site.mentions.length)
}, 1_200_000)
