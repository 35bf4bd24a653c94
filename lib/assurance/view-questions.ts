import { and, eq } from 'drizzle-orm'
import { readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
import { isOpen } from '#lib/requests/status.ts'
import { requests } from '#lib/requests/table.ts'
import type { Text } from '#lib/sources/contract.ts'
import { assuranceOf, mayAnswer } from './assurance-of.ts'
import { openFacts } from './facts.ts'
import type { QuestionLevel } from './levels.ts'
import { readCheck } from './store.ts'

export type Questions = {
  level: QuestionLevel
  left: number
  questions: { kind: 'text' | 'month' | 'phone'; ask: Text | null; labels: { collection: Text; field: Text } }[]
}

/**
 * What the person is asked, without anything we hold: no value and no hash leaves the portal. `open` is null when there are no questions, or none any more;
 * `waits` says that proof was asked for all the same, to be shown to an officer.
 */
export const viewQuestions = view({
  permission: 'identity:answer',
  async run({ tx, actor }, ref: string): Promise<{ open: Questions | null; waits: boolean } | undefined> {
    const [request] = await tx
      .select({ id: requests.id, status: requests.status })
      .from(requests)
      .where(and(eq(requests.ref, ref), eq(requests.personId, actor.id)))
    if (!request) return undefined
    const assurance = assuranceOf(await readStream(tx, `request:${request.id}`))
    const row = await readCheck(tx, request.id)
    const waits = assurance.wanted !== null && isOpen(request.status)
    if (!row || !mayAnswer(assurance) || !isOpen(request.status)) return { open: null, waits }
    const questions = openFacts('identity_check.questions', row.id, row.questions)
    return {
      waits,
      open: {
        level: row.level,
        left: assurance.check!.left,
        questions: questions.map(({ kind, ask, labels }) => ({ kind, ask, labels })),
      },
    }
  },
})
