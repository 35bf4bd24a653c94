import { asc, eq } from 'drizzle-orm'
import { view } from '#lib/kernel/view.ts'
import { openValue } from '#lib/vault/house-keys.ts'
import { openIntake } from './intake.ts'
import { readPortalLetter } from './letter-data.ts'
import { letters, requests } from './table.ts'

/** Everything that is to be printed for somebody without a mailbox: the code while it is waited for, then each letter. The look is recorded. */
export const viewLettersToPost = view({
  permission: 'finding:read',
  recordsLook: ({ ref }: { ref: string }) => ({ at: 'letters', ref }),
  async run({ tx }, { ref }) {
    const [request] = await tx.select().from(requests).where(eq(requests.ref, ref))
    const post = request && openIntake(request).post
    if (!request || !post) return undefined
    const rows = await tx
      .select()
      .from(letters)
      .where(eq(letters.requestId, request.id))
      .orderBy(asc(letters.writtenAt), asc(letters.id))
    return {
      address: post.address,
      locale: request.locale,
      code: request.status === 'received' ? post.code : null,
      letters: rows.map(({ id, body, writtenAt }) => ({
        id,
        writtenAt,
        letter: readPortalLetter(openValue(`letter.body:${id}`, body)),
      })),
    }
  },
})
