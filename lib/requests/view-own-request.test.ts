import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import { people } from '#lib/demo/people.ts'
import { viewOwnAddress } from '#lib/identity/view-own-address.ts'
import { askAndProve, copyFor, officer, startPortal, untilStatus } from '#lib/jobs/portal-for-tests.ts'
import { newId } from '#lib/kernel/ids.ts'
import { extendDeadline } from './extend-deadline.ts'
import { refuseRequest } from './refuse-request.ts'
import { viewOwnRequest } from './view-own-request.ts'
import { viewOwnRequests } from './view-own-requests.ts'
import { withdrawRequest } from './withdraw-request.ts'

let portal: Awaited<ReturnType<typeof startPortal>>
beforeAll(async () => {
  portal = await startPortal()
  await portal.work()
})
afterAll(() => portal.stop())

async function own(person: Actor, ref: string) {
  const found = await viewOwnRequest(person, ref)
  if (!found.ok) throw new Error(`not seen: ${found.why}`)
  return found.value
}

describe('what a person sees of their request', () => {
  test('when it is answered: the files with fingerprints, until when, the letter, and who opened what', async () => {
    const { person, ref } = await copyFor(people.gareth.email, 'GB')
    const seen = await own(person, ref)
    expect(seen.status).toBe('released')
    expect(seen.answer?.files.map(({ name }) => name)).toEqual(expect.arrayContaining(['dossier.json', 'dossier.pdf']))
    expect(seen.answer?.files.every(({ sha256, bytes }) => sha256.length === 32 && bytes > 0)).toBe(true)
    expect(seen.letters.map(({ letter }) => letter.kind)).toEqual(['request-acknowledged', 'package-released'])
    expect(seen.openings.map(({ file }) => file)).toEqual(['dossier.json'])
    expect(seen.way.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'done', 'done'])
    expect(seen.maySay.withdraw).toBe(false)
  })

  test('when more time is needed: both dates, and the reason in the letter as it was written', async () => {
    const { person, ref } = await askAndProve(people.katharina.email)
    await untilStatus(ref, 'review')
    const before = (await own(person, ref)).due.on
    const reason = 'Two of our systems are being replaced this month.'
    await extendDeadline(officer, { ref, ground: 'complexity', reason })
    const seen = await own(person, ref)
    expect(seen.moves).toMatchObject([{ by: 'deadline-extended', from: before, to: seen.due.on }])
    expect(seen.letters.at(-1)?.letter).toMatchObject({ kind: 'deadline-extended', data: { reason } })
    expect(seen.deadlines.filter(({ governs }) => governs)).toHaveLength(1)
    expect(seen.deadlines[0]?.governs).toBe(true)
  })

  test('when it is refused: the reason and whom to turn to', async () => {
    const { person, ref } = await askAndProve(people.aoife.email)
    await untilStatus(ref, 'review')
    await refuseRequest(officer, { ref, ground: 'excessive', reason: 'The fifth request within one month.' })
    const letter = (await own(person, ref)).letters.at(-1)
    expect(letter?.letter).toMatchObject({
      kind: 'request-refused',
      data: { remedy: { authority: { name: 'Data Protection Commission' } } },
    })
  })

  test('when they take it back: where it stopped', async () => {
    const { person, ref } = await askAndProve(people.cormac.email)
    await untilStatus(ref, 'review')
    expect((await own(person, ref)).maySay.withdraw).toBe(true)
    await withdrawRequest(person, { ref })
    const seen = await own(person, ref)
    expect(seen.way.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'stopped', 'next'])
    expect(seen.open).toBe(false)
  })
})

describe('a stranger', () => {
  test("hears 'not found' about another's request, and sees nothing of it in their list", async () => {
    const mine = await askAndProve(people.nora.email)
    const theirs = await askAndProve(people.philippa.email)
    expect(await viewOwnRequest(theirs.person, mine.ref)).toEqual({ ok: false, why: 'not-found' })
    expect(await viewOwnRequest(theirs.person, 'D-0000-0000')).toEqual({ ok: false, why: 'not-found' })
    const list = await viewOwnRequests(theirs.person, undefined)
    expect(list.ok && list.value.requests.map(({ ref }) => ref)).toEqual([theirs.ref])
  })

  test('who proved nothing, or works here, may not look at all', async () => {
    const visitor: Actor = { kind: 'visitor', id: newId() }
    expect(await viewOwnRequests(visitor, undefined)).toMatchObject({ why: 'not-allowed' })
    expect(await viewOwnRequests(officer, undefined)).toMatchObject({ why: 'not-allowed' })
  })

  test('never learns an address but the own one', async () => {
    const { person } = await askAndProve(people.declan.email)
    expect(await viewOwnAddress(person, undefined)).toEqual({ ok: true, value: people.declan.email })
  })
})
