import type { Scope } from '#lib/db/begin.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { RequestRow } from '#lib/requests/store.ts'
import { mailOwner, openOwner, sealAsked } from './mail-owner.ts'
import { dropQuestion, insertQuestion, type QuestionRow, readOwner } from './store.ts'

type Asked = Pick<RequestRow, 'id' | 'attempt'>

/** Step: the question for one source of this attempt, to the source's owner; whoever was asked before is asked no more. */
export async function poseQuestion({ tx, now }: Scope, request: Asked, source: string): Promise<QuestionRow> {
  const owner = await readOwner(tx, source)
  if (!owner) throw new Error(`Nobody answers for ${source}: an admin says who.`)
  const place = { requestId: request.id, attempt: request.attempt, source }
  await dropQuestion(tx, place)
  const id = newId()
  const question: QuestionRow = {
    ...place,
    id,
    address: sealAsked(id, openOwner(source, owner.address)),
    locale: owner.locale,
    state: 'waiting',
    askedAt: now,
    dueAt: now.add({ hours: 24 * owner.days }),
    chased: 0,
  }
  await insertQuestion(tx, question)
  return question
}

export const toldAsked = ({ id, requestId, source, attempt, dueAt }: QuestionRow): Told =>
  ofRequest(requestId, { type: 'owner-asked', question: id, source, attempt, dueAt: dueAt.toString() })

/** Step: asks the owner of a source about one request, by a mail with a link that answers this question alone. */
export async function askOwner(scope: Scope, request: Asked, source: string): Promise<Told> {
  const question = await poseQuestion(scope, request, source)
  await mailOwner(scope, question, 'owner-asked')
  return toldAsked(question)
}
