import { afterAll, beforeAll, expect, test } from 'vitest'
import { releasePackage } from '#lib/packages/release-package.ts'
import { type Desk, openDesk } from './desk-for-tests.ts'
import { refuseRequest } from './refuse-request.ts'
import { askForCopy, buildPackageOf, requestInReview } from './request-for-tests.ts'
import { viewChosen } from './view-chosen.ts'

let desk: Desk
beforeAll(async () => {
  desk = await openDesk()
})
afterAll(() => desk.close())

test('what was ticked is listed as it stands, with the outcome it seems to have had, and nothing else', async () => {
  const [review, refused, released, other] = [
    await requestInReview(),
    await requestInReview(),
    await requestInReview(),
    await askForCopy(),
  ]
  const reason = 'A law restricts the right in this case.'
  await refuseRequest(desk.officer, { ref: refused.ref, ground: 'unidentified', reason })
  await releasePackage(desk.officer, { ref: released.ref, package: await buildPackageOf(released.ref, desk.officer) })
  const refs = [review.ref, refused.ref, released.ref, 'D-2222-2222']
  const found = await viewChosen(desk.officer, { refs })
  if (!found.ok) throw new Error(found.why)
  const proposed = Object.fromEntries(found.value.chosen.map(one => [one.ref, one.proposed]))
  expect(proposed).toEqual({
    [review.ref]: null,
    [refused.ref]: 'refused-unverified',
    [released.ref]: 'fulfilled-full',
  })
  expect(proposed).not.toHaveProperty(other.ref)
  expect(found.value.colleagues.map(({ role }) => role).sort()).toEqual(['admin', 'officer'])
  expect(await viewChosen(desk.auditor, { refs })).toEqual({ ok: false, why: 'not-allowed' })
})
