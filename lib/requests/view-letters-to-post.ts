import { eq } from 'drizzle-orm'
import { view } from '#lib/kernel/view.ts'
import { openIntake } from './intake.ts'
import { readWrittenLetters } from './read-written-letters.ts'
import { requests } from './table.ts'

/** Everything that is to be printed for somebody without a mailbox: the code while it is waited for, then each letter. The look is recorded. */
export const viewLettersToPost = view({
  permission: 'finding:read',
  recordsLook: ({ ref }: { ref: string }) => ({ at: 'letters', ref }),
  async run({ tx }, { ref }) {
    const [request] = await tx.select().from(requests).where(eq(requests.ref, ref))
    const post = request && openIntake(request).post
    if (!request || !post) return undefined
    return {
      address: post.address,
      locale: request.locale,
      code: request.status === 'received' ? post.code : null,
      letters: await readWrittenLetters(tx, request),
    }
  },
})
