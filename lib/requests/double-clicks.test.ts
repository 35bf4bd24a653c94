import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Actor, worker } from '#lib/access/actor.ts'
import { sealHistory } from '#lib/history/seal-history.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { toldIn } from '#lib/identity/links-for-tests.ts'
import { startTestPortal } from '#lib/mail/test-post.ts'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { releasePackage } from '#lib/packages/release-package.ts'
import { closeRequest } from './close-request.ts'
import { extendDeadline } from './extend-deadline.ts'
import { ask, longReason, officer, openHouse, prove, readyRequest, search } from './lives-for-tests.ts'
import { refuseRequest } from './refuse-request.ts'
import { withdrawRequest } from './withdraw-request.ts'
import { withholdValue } from './withhold-value.ts'

let portal: Awaited<ReturnType<typeof startTestPortal>>
beforeAll(async () => {
  portal = await startTestPortal('smtp://127.0.0.1:9')
  await openHouse()
})
afterAll(() => portal.stop())

const anOfficer = (): Actor => ({ kind: 'officer', id: randomUUID() })
const rowOf = async (id: string) =>
  (await portal.peek.query('select * from dossier.request where id = $1', [id])).rows[0]
const countTold = async (id: string, type: string) =>
  (await toldIn(`request:${id}`)).filter(event => event.type === type).length
const wonOf = (results: readonly { ok: boolean }[]) => results.filter(({ ok }) => ok).length
const whyOf = (results: readonly { ok: boolean; why?: string }[]) => [
  ...new Set(results.flatMap(({ ok, why }) => (ok ? [] : [why!]))),
]

describe('at once', () => {
  it('two officers release: one does, the other hears that it is done; one letter is written besides the acknowledgement', async () => {
    const one = await readyRequest('two-release@example.org')
    const release = () => releasePackage(anOfficer(), { ref: one.ref, package: one.package })
    const results = await Promise.all([release(), release()])
    expect(wonOf(results)).toBe(1)
    expect(whyOf(results)).toEqual(['already-done'])
    expect(await countTold(one.id, 'package-released')).toBe(1)
    expect(await countTold(one.id, 'letter-written')).toBe(2)
  })

  it('twenty extend the same deadline: it is extended once', async () => {
    const one = await ask('twenty@example.org')
    await prove(one)
    const extend = () => extendDeadline(anOfficer(), { ref: one.ref, ground: 'complexity', reason: longReason })
    const results = await Promise.all(Array.from({ length: 20 }, extend))
    expect(wonOf(results)).toBe(1)
    expect(whyOf(results)).toEqual(['extension-already-used'])
    expect(await countTold(one.id, 'deadline-extended')).toBe(1)
    expect(await countTold(one.id, 'letter-written')).toBe(2)
    const { rows } = await portal.peek.query('select count(*)::int as n from dossier.reason where request_id = $1', [
      one.id,
    ])
    expect(rows[0].n).toBe(1)
  })

  it('an officer releases, another withholds: either the copy left, or it is reviewed again and did not', async () => {
    const one = await readyRequest('release-or-withhold@example.org')
    const held = { dataset: 'site', collection: 'contacts', key: '', field: '', ground: 'rights-of-others' as const }
    const [released, withheld] = await Promise.all([
      releasePackage(anOfficer(), { ref: one.ref, package: one.package }),
      withholdValue(anOfficer(), { ref: one.ref, ...held, reason: longReason }),
    ])
    expect(wonOf([released, withheld])).toBe(1)
    expect((await rowOf(one.id)).status).toBe(released.ok ? 'released' : 'review')
    expect(await countTold(one.id, released.ok ? 'value-withheld' : 'package-released')).toBe(0)
  })

  it('the person withdraws while the officer releases and another refuses: one of the three happens', async () => {
    const one = await readyRequest('three-ways@example.org')
    const { person_id: id } = await rowOf(one.id)
    const person: Actor = { kind: 'person', id, provedAt: '2026-11-23T09:00:00Z' }
    const results = await Promise.all([
      withdrawRequest(person, { ref: one.ref }),
      releasePackage(anOfficer(), { ref: one.ref, package: one.package }),
      refuseRequest(anOfficer(), { ref: one.ref, ground: 'excessive', reason: longReason }),
    ])
    expect(wonOf(results)).toBe(1)
    const index = results.findIndex(({ ok }) => ok)
    expect((await rowOf(one.id)).status).toBe(['withdrawn', 'released', 'refused'][index])
    expect(await countTold(one.id, 'letter-written')).toBe(2)
  })

  it('ten prepare a package: one is being built, the others were dropped and say so', async () => {
    const one = await ask('ten-prepare@example.org')
    await prove(one)
    await search(one)
    const results = await Promise.all(Array.from({ length: 10 }, () => preparePackage(anOfficer(), { ref: one.ref })))
    expect(wonOf(results)).toBe(10)
    const { rows } = await portal.peek.query('select state from dossier.package where request_id = $1', [one.id])
    expect(rows.filter(({ state }) => state === 'building')).toHaveLength(1)
    expect(rows.filter(({ state }) => state === 'discarded')).toHaveLength(9)
    expect(await countTold(one.id, 'package-discarded')).toBe(9)
  })

  it('eight close with two outcomes: one outcome stands', async () => {
    const one = await readyRequest('eight-close@example.org')
    await releasePackage(officer, { ref: one.ref, package: one.package })
    const close = (outcome: 'fulfilled-full' | 'fulfilled-part') => closeRequest(anOfficer(), { ref: one.ref, outcome })
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, index) => close(index % 2 ? 'fulfilled-full' : 'fulfilled-part')),
    )
    expect(wonOf(results)).toBe(1)
    expect(whyOf(results)).toEqual(['already-done'])
    const [told] = (await toldIn(`request:${one.id}`)).filter(({ type }) => type === 'request-closed')
    expect((await rowOf(one.id)).outcome).toBe(told!.data.outcome)
  })
})

it('after all of it the history verifies, and folding it gives the rows', async () => {
  await sealHistory()
  expect(await verifyStored(worker, {})).toMatchObject({ ok: true, value: { ok: true } })
})
