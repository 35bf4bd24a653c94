import { z } from 'zod'
import { reopenSearch } from '#lib/collection/reopen-search.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { keepReason, reasonField } from '#lib/requests/keep-reason.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { poseQuestion, toldAsked } from './ask-owner.ts'
import { makeLink } from './mail-owner.ts'
import { readQuestion } from './store.ts'

/** How long an officer has to answer once they have said why. */
const hours = 4

/**
 * An officer answers in an owner's stead, with a reason: they get a link of their own to the very page the owner has, and what is answered
 * there is told as theirs. Where the owner's time is over, the source is waited for once more.
 */
export const standIn = command({
  permission: 'owner:chase',
  input: z.object({ ref: z.string(), source: z.string(), reason: reasonField }),
  async run(scope, { ref, source, reason }) {
    const { tx, actor, now } = scope
    const request = await lockByRef(tx, ref)
    const before = request && (await readQuestion(tx, { requestId: request.id, attempt: request.attempt, source }))
    if (!request || !before) return refuse('not-found')
    if (before.state === 'answered') return refuse('already-done')
    const events: Told[] = []
    let question = before
    if (request.status !== 'collecting') {
      if (!isOpenTo('search-again', request.status)) return refuse('wrong-status', { status: request.status })
      events.push(...(await reopenSearch(scope, request, [source])))
    }
    if (before.state === 'unanswered') {
      question = await poseQuestion(scope, request, source)
      events.push(toldAsked(question))
    }
    const token = await makeLink(scope, question, now.add({ hours }), actor.id)
    const commitment = await keepReason(tx, request.id, reason)
    const stood = ofRequest(request.id, { type: 'owner-stood-in', question: question.id, source, reason: commitment })
    const [first, ...others] = [...events, stood]
    return { ok: true, value: { token }, events: [first!, ...others] }
  },
})
