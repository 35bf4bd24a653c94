import { and, eq } from 'drizzle-orm'
import { readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
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

/** What the person is asked, without anything we hold: no value and no hash leaves the portal. Null when nothing is asked. */
export const viewQuestions = view({
  permission: 'identity:answer',
  async run({ tx, actor }, ref: string): Promise<{ open: Questions | null } | undefined> {
    const [request] = await tx
      .select({ id: requests.id })
      .from(requests)
      .where(and(eq(requests.ref, ref), eq(requests.personId, actor.id)))
    if (!request) return undefined
    const assurance = assuranceOf(await readStream(tx, `request:${request.id}`))
    const row = await readCheck(tx, request.id)
    if (!row || !mayAnswer(assurance)) return { open: null }
    const questions = openFacts('identity_check.questions', row.id, row.questions)
    return {
      open: {
        level: row.level,
        left: assurance.check!.left,
        questions: questions.map(({ kind, ask, labels }) => ({ kind, ask, labels })),
      },
    }
  },
})
