import { and, eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
import { readReasons } from '#lib/requests/keep-reason.ts'
import type { Status } from '#lib/requests/status.ts'
import { readByRef } from '#lib/requests/store.ts'
import { requests } from '#lib/requests/table.ts'
import { listedFile, openName } from './file-name.ts'
import { openAsked } from './mail-owner.ts'
import type { OwnerAnswer } from './owner-words.ts'
import { type QuestionRow, readAnswer, readFiles, readQuestion } from './store.ts'
import { ownerFiles, ownerQuestions } from './table.ts'

export type OwnerOnDesk = {
  status: Status
  question: Omit<QuestionRow, 'address'> & { address: string }
  lookedAt: Temporal.Instant | null
  /** How often they were reminded, by the portal and by officers. */
  reminded: number
  answer: { answer: OwnerAnswer; instead: boolean; at: Temporal.Instant; note: string | null } | null
  files: { id: string; name: string; bytes: number }[]
}

type Place = { ref: string; source: string }

/** Who was asked for one source of a request, what became of it, and what they gave. The look is recorded. */
export const viewOwner = view({
  permission: 'owner:chase',
  recordsLook: ({ ref, source }: Place) => ({ at: `owners/${source}`, ref }),
  async run({ tx }, { ref, source }): Promise<OwnerOnDesk | undefined> {
    const request = await readByRef(tx, ref)
    const question = request && (await readQuestion(tx, { requestId: request.id, attempt: request.attempt, source }))
    if (!request || !question) return undefined
    const said = await readAnswer(tx, question.id)
    const notes = said?.note ? await readReasons(tx, request.id) : new Map<string, string>()
    const own = (await readStream(tx, `request:${request.id}`)).filter(
      ({ event }) => 'question' in event && event.question === question.id,
    )
    return {
      status: request.status,
      question: { ...question, address: openAsked(question) },
      lookedAt: own.find(({ event }) => event.type === 'owner-looked')?.at ?? null,
      reminded: own.filter(({ event }) => event.type === 'owner-chased').length,
      answer: said
        ? { ...said, at: said.answeredAt, note: said.note === null ? null : (notes.get(said.note) ?? null) }
        : null,
      files: (await readFiles(tx, question.id)).map(listedFile),
    }
  },
})

/** Where one file that a colleague gave lies, for the officer's door to stream. The look is recorded. */
export const viewOwnerFile = view({
  permission: 'owner:chase',
  recordsLook: ({ ref, source }: Place & { file: string }) => ({ at: `owners/${source}/file`, ref }),
  async run({ tx }, { ref, source, file }) {
    const [found] = await tx
      .select({ requestId: requests.id, file: ownerFiles })
      .from(requests)
      .innerJoin(ownerFiles, eq(ownerFiles.requestId, requests.id))
      .innerJoin(ownerQuestions, and(eq(ownerQuestions.id, ownerFiles.questionId), eq(ownerQuestions.source, source)))
      .where(and(eq(requests.ref, ref), eq(ownerFiles.id, file)))
    if (!found) return undefined
    const { id, objectId, name, bytes } = found.file
    return { requestId: found.requestId, objectId, name: openName(id, name), bytes }
  },
})
