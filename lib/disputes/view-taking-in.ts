import { civilDate } from '#lib/deadlines/zone.ts'
import { view } from '#lib/kernel/view.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { readByRef } from '#lib/requests/store.ts'
import { readStanding } from './read-standing.ts'
import { takeable } from './takeable.ts'

/** What an officer can take in about a request now, and whose it is, so that a letter is not put to another's. The look is recorded. */
export const viewTakingIn = view({
  permission: 'dispute:take-in',
  recordsLook: ({ ref }: { ref: string }) => ({ at: 'disputes', ref }),
  async run({ tx, now }, { ref }) {
    const request = await readByRef(tx, ref)
    if (!request) return undefined
    const standing = await readStanding(tx, request)
    const { address, post } = openIntake(request)
    return {
      ...(await takeable(tx, request, standing, now)),
      today: civilDate(now, standing.law.zone),
      address,
      postal: post?.address ?? null,
    }
  },
})
