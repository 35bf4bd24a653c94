import { z } from 'zod'
import { ofRequest } from '#lib/history/events.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { type Fields, invalid, refuse } from '#lib/kernel/result.ts'
import { isOpen } from '#lib/requests/status.ts'
import { lockOwn } from '#lib/requests/store.ts'
import { assuranceOf, mayAnswer } from './assurance-of.ts'
import { callOfficer } from './call-officer.ts'
import { type Fact, isRight, openFacts } from './facts.ts'
import { giveProof } from './give-proof.ts'
import { normalisers } from './normalise-answer.ts'
import { deleteCheck, readCheck } from './store.ts'

/**
 * The person answers. All answers must be right; which one was not is never said, nor kept, and what was typed goes nowhere. A wrong try is
 * no refusal but an outcome: it is counted under the lock of the request, so that fifty tries at once are three. An answer left empty or
 * unreadable is no try.
 */
export const answerFacts = command({
  permission: 'identity:answer',
  input: z.object({
    ref: z.string(),
    answers: z.array(z.string().max(300, 'fact.too-long')).max(5),
    declared: z.literal('yes').optional(),
  }),
  // A right answer moves the due date where the law waits for it, which no person may write. The lock asks for the person's own request.
  asSystem: true,
  async run(scope, { ref, answers, declared }) {
    const request = scope.actor.kind === 'person' ? await lockOwn(scope.tx, ref, scope.actor.id) : undefined
    if (!request) return refuse('not-found')
    // What was decided is decided: nothing that is answered now may move its date.
    if (!isOpen(request.status)) return refuse('wrong-status', { status: request.status })
    const assurance = assuranceOf(await readStream(scope.tx, `request:${request.id}`))
    const check = await readCheck(scope.tx, request.id)
    if (!check || !mayAnswer(assurance) || !assurance.check || check.id !== assurance.check.id)
      return refuse('already-done')
    const questions = openFacts('identity_check.questions', check.id, check.questions)
    const typed = questions.map((fact, index) => normalisers[fact.kind](answers[index] ?? ''))
    const wrong = unreadable(questions, typed, check.level === 'L3' && declared !== 'yes')
    if (wrong) return invalid(wrong)
    const passed =
      questions.filter((fact, index) => isRight(request.id, fact, typed[index]!)).length === questions.length
    const left = assurance.check.left - 1
    if (!passed && left === 0) {
      await deleteCheck(scope.tx, check.id)
      await callOfficer(scope, request.id)
    }
    const told = passed
      ? await giveProof(scope, request, { how: 'facts', level: check.level })
      : ofRequest(request.id, { type: 'identity-failed', check: check.id, left })
    return { ok: true, value: { passed, left: passed ? 0 : left }, events: [told] }
  },
})

function unreadable(questions: readonly Fact[], typed: readonly string[], undeclared: boolean): Fields | null {
  const fields: Fields = undeclared ? { declared: ['declaration.missing'] } : {}
  for (const [index, { kind }] of questions.entries()) {
    if (typed[index] === '') fields[`fact-${index}`] = [kind === 'text' ? 'fact.missing' : `fact.no-${kind}`]
  }
  return Object.keys(fields).length > 0 ? fields : null
}
