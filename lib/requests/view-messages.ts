import { eq } from 'drizzle-orm'
import { readStaff } from '#lib/identity/staff-store.ts'
import { view } from '#lib/kernel/view.ts'
import { openIntake } from './intake.ts'
import { openMessage } from './keep-message.ts'
import { type MessageCursor, markRead, openQuestion, readAuthors, readMessages } from './message-store.ts'
import { readPaused } from './read-paused.ts'
import { isOpen } from './status.ts'
import { requests } from './table.ts'

export type MessagesQuery = { ref: string; before?: MessageCursor | undefined }

/** What was written in a request, newest first, for the desk; the look is recorded, and what the person wrote counts as read. */
export const viewMessages = view({
  permission: 'finding:read',
  recordsLook: ({ ref }: MessagesQuery) => ({ at: 'messages', ref }),
  async run(scope, { ref, before }) {
    const { tx, now } = scope
    const [request] = await tx.select().from(requests).where(eq(requests.ref, ref))
    if (!request) return undefined
    const question = isOpen(request.status) ? await openQuestion(tx, request.id) : undefined
    const { rows, older } = await readMessages(tx, request.id, before)
    const authors = await readAuthors(
      tx,
      rows.map(({ id }) => id),
    )
    const staff = await readStaff(tx)
    await markRead(tx, request.id, 'team', now)
    return {
      ref,
      status: request.status,
      reachable: request.personId !== null && !openIntake(request).post,
      question: question && { id: question.id, askedAt: question.askedAt },
      paused: await readPaused(scope, request),
      messages: rows.map(({ body, ...row }) => ({
        ...row,
        text: openMessage({ id: row.id, body }),
        author: staff.get(authors.get(row.id) ?? '')?.name ?? null,
      })),
      older,
    }
  },
})
