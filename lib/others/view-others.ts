import { view } from '#lib/kernel/view.ts'
import { readByRef } from '#lib/requests/store.ts'
import { countOpen, readOthersReview } from './store.ts'

/** Whether other people are named in what was found for a request and nobody has answered yet: a number, and nothing that was found. */
export const viewOthers = view({
  permission: 'finding:read',
  async run({ tx }, { ref }: { ref: string }): Promise<{ read: boolean; open: number; unread: string[] } | undefined> {
    const request = await readByRef(tx, ref)
    if (!request) return undefined
    const review = await readOthersReview(tx, request.id)
    return {
      read: review?.attempt === request.attempt,
      open: (await countOpen(tx, request.id)) + (review?.more ?? 0),
      unread: review?.unread ?? [],
    }
  },
})
