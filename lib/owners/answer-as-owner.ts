import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { withinLimits } from '#lib/identity/limits.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { invalid } from '#lib/kernel/result.ts'
import { keepReason } from '#lib/requests/keep-reason.ts'
import { linkFields } from './link-fields.ts'
import { openLink } from './open-link.ts'
import { ownerAnswers } from './owner-words.ts'
import { changeQuestion, deleteLinks, insertAnswer, readFiles } from './store.ts'

const least = 10

/**
 * A colleague answers for what lies with them: here it is (files, a note, or both), there is nothing, or why it cannot be told. The
 * answer is final, and the job that reads every other source takes it from here.
 */
export const answerAsOwner = command({
  permission: 'owner:answer',
  input: z.object({
    ...linkFields,
    answer: z.enum(ownerAnswers, { error: 'owner.answer-missing' }),
    note: z.string().trim().max(4000, 'reason.too-long').default(''),
  }),
  within: (actor, { origin }) => withinLimits(actor, [['proof-per-origin', origin]]),
  // As for looking: the token is the right.
  asSystem: true,
  async run(scope, { token, answer, note }) {
    const opened = await openLink(scope, token)
    if (!opened.ok) return opened
    const { tx, now } = scope
    const { question, standsIn } = opened
    const { id, requestId, attempt, source } = question
    const files = (await readFiles(tx, id)).length
    if (answer === 'found' && files === 0 && note === '') return invalid({ answer: ['owner.nothing-given'] })
    if (answer === 'nothing' && files > 0) return invalid({ answer: ['owner.files-given'] })
    if (answer === 'exception' && note.length < least) return invalid({ note: ['owner.reason-missing'] })
    const reason = note === '' ? null : await keepReason(tx, requestId, note)
    const instead = standsIn !== null
    await insertAnswer(tx, { questionId: id, answer, note: reason, instead, answeredAt: now })
    await changeQuestion(tx, id, { state: 'answered' })
    await deleteLinks(tx, id)
    await enqueue(tx, 'collect', { requestId, attempt, source })
    const event = { type: 'owner-answered' as const, question: id, source, answer, files, instead, reason }
    return { ok: true, value: undefined, events: [ofRequest(requestId, event)] }
  },
})
