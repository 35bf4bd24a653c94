import 'server-only'
import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import { addressField } from '#lib/identity/address-field.ts'
import { readFields } from '#lib/kernel/fields.ts'
import { invalid, type Result } from '#lib/kernel/result.ts'
import { countries, relations } from '#lib/requests/intake.ts'
import { clearSealed, readSealed, type SealedCookie, writeSealed } from './sealed-cookie.ts'

/** The questions, one a page, in the order in which they are asked. */
export const questions = ['address', 'country', 'relation', 'message'] as const
export type Question = (typeof questions)[number]

/** What one browser's cookies can carry in any script, and enough to say where to look. */
export const messageLength = 2000

const fields = {
  address: addressField,
  country: z.enum(countries, { error: 'country.missing' }),
  relation: z.enum(relations, { error: 'relation.missing' }),
  // Browsers send line ends as two characters, which the person did not type.
  message: z
    .string()
    .default('')
    .transform(text => text.replaceAll('\r\n', '\n').trim())
    .refine(text => text.length <= messageLength, 'message.longer-than-here'),
}

const kept = z.object({
  address: z.string().optional(),
  country: z.enum(countries).optional(),
  relation: z.enum(relations).optional(),
  message: z.string().optional(),
})

/** Answers so far. They wait in the browser, sealed, for an hour; the portal stores nothing before the request is sent. */
export type Draft = z.infer<typeof kept>

const cookie: SealedCookie<typeof kept> = { name: 'dossier-ask', path: '/ask', seconds: 3600, schema: kept }

export const readDraft = async (): Promise<Draft> => (await readSealed(cookie)) ?? {}
export const clearDraft = (): Promise<void> => clearSealed(cookie)

/** The first question without an answer; undefined when all have one. */
export const nextQuestion = (draft: Draft): Question | undefined =>
  questions.find(question => draft[question] === undefined)

/** Keeps the answer to one question, for `act`: gives the whole draft, or says what is wrong with the answer. */
export const keepAnswer =
  (question: Question) =>
  async (_actor: Actor, raw: unknown): Promise<Result<Draft>> => {
    const read = z.object({ [question]: fields[question] }).safeParse(raw)
    if (!read.success) return invalid(readFields(read.error))
    const draft = { ...(await readDraft()), ...read.data }
    await writeSealed(cookie, draft)
    return { ok: true, value: draft }
  }
