import { and, eq } from 'drizzle-orm'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { openMessage } from './keep-message.ts'
import { type MessageCursor, markRead, openQuestion, readBody, readMessages } from './message-store.ts'
import { readPaused } from './read-paused.ts'
import { isOpen } from './status.ts'
import { requests } from './table.ts'

export type OwnMessagesQuery = { ref: string; before?: MessageCursor | undefined }

/**
 * What the person and the privacy team wrote to each other, newest first; to the person the team is one. Opening the page marks what the
 * team wrote as read. A stranger's reference is "not found", here and by row-level security.
 */
export const viewOwnMessages = view({
  permission: 'request:read-own',
  async run(scope, { ref, before }: OwnMessagesQuery) {
    const { tx, actor, now } = scope
    const [request] = await tx
      .select()
      .from(requests)
      .where(and(eq(requests.ref, ref), eq(requests.personId, actor.id)))
    if (!request) return undefined
    const { zone } = (await readOrganisation(tx))!
    const question = isOpen(request.status) ? await openQuestion(tx, request.id) : undefined
    const asked = question && (await readBody(tx, question.id))
    const { rows, older } = await readMessages(tx, request.id, before)
    await markRead(tx, request.id, 'person', now)
    return {
      ref,
      zone,
      open: isOpen(request.status),
      dueOn: request.dueOn,
      question: asked && { id: asked.id, text: openMessage(asked) },
      paused: await readPaused(scope, request),
      messages: rows.map(({ body, ...row }) => ({ ...row, text: openMessage({ id: row.id, body }) })),
      older,
    }
  },
})
