import { z } from 'zod'
import type { Scope } from '#lib/db/begin.ts'
import { ofRequest } from '#lib/history/events.ts'
import { addressField } from '#lib/identity/address-field.ts'
import { localeField } from '#lib/identity/locale-field.ts'
import { command } from '#lib/kernel/command.ts'
import { type Refused, refuse } from '#lib/kernel/result.ts'
import { lockByRef, type RequestRow } from '#lib/requests/store.ts'
import { mailOwner, sealAsked } from './mail-owner.ts'
import { changeQuestion, deleteLinks, type QuestionRow, readOwner, readQuestion } from './store.ts'

type Waiting = { ok: true; request: RequestRow; question: QuestionRow }

/** Step: the question that an owner has not answered yet, under the lock of its request. */
async function lockWaiting({ tx }: Scope, ref: string, source: string): Promise<Waiting | Refused> {
  const request = await lockByRef(tx, ref)
  const question = request && (await readQuestion(tx, { requestId: request.id, attempt: request.attempt, source }))
  if (!request || !question) return refuse('not-found')
  if (request.status !== 'collecting') return refuse('wrong-status', { status: request.status })
  return question.state === 'waiting' ? { ok: true, request, question } : refuse('already-done')
}

/** An officer reminds the owner by hand; the portal's own reminders come when they would have come. */
export const chaseOwner = command({
  permission: 'owner:chase',
  input: z.object({ ref: z.string(), source: z.string() }),
  async run(scope, { ref, source }) {
    const found = await lockWaiting(scope, ref, source)
    if (!found.ok) return found
    const { question, request } = found
    await mailOwner(scope, question, 'owner-reminded')
    const event = { type: 'owner-chased' as const, question: question.id, source, cause: 'officer' as const }
    return { ok: true, value: undefined, events: [ofRequest(request.id, event)] }
  },
})

/**
 * An officer asks somebody else about this request: the one who was asked is away, or it lies with another. Their links end at once, what
 * they gave stays, and the days count anew. Who is asked about other requests, an admin says.
 */
export const changeOwner = command({
  permission: 'owner:chase',
  input: z.object({ ref: z.string(), source: z.string(), address: addressField, locale: localeField }),
  async run(scope, { ref, source, address, locale }) {
    const found = await lockWaiting(scope, ref, source)
    if (!found.ok) return found
    const { question, request } = found
    const owner = await readOwner(scope.tx, source)
    await deleteLinks(scope.tx, question.id)
    const change = {
      address: sealAsked(question.id, address),
      ...{ locale, askedAt: scope.now, dueAt: scope.now.add({ hours: 24 * owner!.days }), chased: 0 },
    }
    await changeQuestion(scope.tx, question.id, change)
    await mailOwner(scope, { ...question, ...change }, 'owner-asked')
    const event = { type: 'owner-changed' as const, question: question.id, source }
    return { ok: true, value: undefined, events: [ofRequest(request.id, event)] }
  },
})
