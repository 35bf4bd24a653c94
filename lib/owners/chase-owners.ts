import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { worker } from '#lib/access/actor.ts'
import { begin, type Scope } from '#lib/db/begin.ts'
import { ofRequest } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockById } from '#lib/requests/store.ts'
import { tellTeam } from '#lib/requests/tell-team.ts'
import { mailOwner } from './mail-owner.ts'
import { chaseAfterDays } from './owner-words.ts'
import { changeQuestion, deleteLinks, type QuestionRow, readQuestionById, readWaiting } from './store.ts'

type Timed = Pick<QuestionRow, 'askedAt' | 'dueAt' | 'chased'>

const isPast = (instant: Temporal.Instant, now: Temporal.Instant) => Temporal.Instant.compare(instant, now) <= 0

/** How many reminders should have gone out by now, those that would come after the time is over left out. */
const dueChases = ({ askedAt, dueAt }: Timed, now: Temporal.Instant): number =>
  chaseAfterDays
    .map(days => askedAt.add({ hours: 24 * days }))
    .filter(at => isPast(at, now) && Temporal.Instant.compare(at, dueAt) < 0).length

/** What time asks for next: the end of waiting, a reminder, or nothing yet. */
export const nextFor = (question: Timed, now: Temporal.Instant): 'end' | 'remind' | null =>
  isPast(question.dueAt, now) ? 'end' : dueChases(question, now) > question.chased ? 'remind' : null

const chase = command({
  permission: 'owner:run',
  input: z.object({ question: z.uuid() }),
  async run(scope, { question: id }) {
    const question = await lockWaiting(scope, id)
    const next = question && nextFor(question, scope.now)
    if (!next) return refuse('already-done')
    const { requestId, attempt, source } = question
    if (next === 'remind') {
      // One mail, however many were missed while nobody worked.
      await changeQuestion(scope.tx, id, { chased: dueChases(question, scope.now) })
      await mailOwner(scope, question, 'owner-reminded')
      const event = { type: 'owner-chased' as const, question: id, source, cause: 'time' as const }
      return { ok: true, value: undefined, events: [ofRequest(requestId, event)] }
    }
    await changeQuestion(scope.tx, id, { state: 'unanswered' })
    await deleteLinks(scope.tx, id)
    // The search of this source ends as failed, by the job that ends all the others.
    await enqueue(scope.tx, 'collect', { requestId, attempt, source })
    await tellTeam(scope, question.request, 'team-owner-silent')
    return {
      ok: true,
      value: undefined,
      events: [ofRequest(requestId, { type: 'owner-silent', question: id, source })],
    }
  },
})

async function lockWaiting({ tx }: Scope, id: string) {
  const asked = await readQuestionById(tx, id)
  const request = asked && (await lockById(tx, asked.requestId))
  const question = await readQuestionById(tx, id)
  if (request?.status !== 'collecting' || question?.state !== 'waiting' || question.attempt !== request.attempt)
    return undefined
  return { ...question, request }
}

/** Reminds owners, and stops waiting for those whose time is over: then an officer decides. */
export async function chaseOwners(): Promise<void> {
  const due = await begin(worker, async ({ tx, now }) =>
    (await readWaiting(tx)).filter(question => nextFor(question, now) !== null),
  )
  for (const { id } of due) await chase(worker, { question: id })
}
