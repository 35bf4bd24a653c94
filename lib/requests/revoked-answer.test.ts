import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { releasePackage } from '#lib/packages/release-package.ts'
import { agrees, statusOf } from './clock-for-tests.ts'
import { closeRequest } from './close-request.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { done, longReason as reason } from './lives-for-tests.ts'
import { reopenRequest } from './reopen-request.ts'
import { reportMisdirection } from './report-misdirection.ts'
import { buildPackageOf, finishSearch, requestInReview, startSearch } from './request-for-tests.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

const answer = async (ref: string, complete = true) => {
  const built = await buildPackageOf(ref, desk.officer, complete)
  done(await releasePackage(desk.officer, { ref, package: built, ...(!complete && { incomplete: 'yes' as const }) }))
}
/** A copy was released and went to the wrong person. */
const misdirected = async () => {
  const { ref } = await requestInReview()
  await answer(ref)
  done(await reportMisdirection(desk.officer, { ref, account: reason }))
  return ref
}
const close = (ref: string, outcome: 'fulfilled-full' | 'fulfilled-part' | 'no-data' | 'duplicate') =>
  closeRequest(desk.officer, { ref, outcome })

describe('a request whose copy went to the wrong person', () => {
  it('was answered to nobody, and cannot be closed as answered', async () => {
    const ref = await misdirected()
    for (const outcome of ['fulfilled-full', 'fulfilled-part', 'no-data'] as const)
      expect([outcome, await close(ref, outcome)]).toEqual([outcome, { ok: false, why: 'answer-revoked' }])
    expect(await statusOf(desk, ref)).toBe('released')
    expect(await close(ref, 'duplicate')).toMatchObject({ ok: true })
  })

  it('is reopened without being closed, and closed as what became of it once its person has an answer', async () => {
    const ref = await misdirected()
    const next = done(await reopenRequest(desk.officer, { ref, extent: 'same', reason }))
    expect(await close(ref, 'fulfilled-full')).toEqual({ ok: false, why: 'answer-revoked' })
    expect(await reopenRequest(desk.officer, { ref, extent: 'same', reason })).toMatchObject({ why: 'already-done' })
    await startSearch(next.ref)
    await finishSearch(next.ref, { failed: 'unreachable' })
    await answer(next.ref, false)
    expect(await close(ref, 'fulfilled-full')).toEqual({ ok: false, why: 'not-in-full' })
    done(await close(ref, 'fulfilled-part'))
    await agrees(ref)
    await agrees(next.ref)
  })

  it('and whose second copy went astray too is still answered to nobody', async () => {
    const ref = await misdirected()
    const next = done(await reopenRequest(desk.officer, { ref, extent: 'same', reason }))
    await startSearch(next.ref)
    await finishSearch(next.ref)
    await answer(next.ref)
    done(await reportMisdirection(desk.officer, { ref: next.ref, account: reason }))
    expect(await close(ref, 'fulfilled-full')).toEqual({ ok: false, why: 'answer-revoked' })
  })
})
