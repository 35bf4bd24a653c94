import type { Scope } from '#lib/db/begin.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { fulfil, type RequestRow } from '#lib/requests/store.ts'
import { writeLetter } from '#lib/requests/write-letter.ts'
import { type DisputeRow, moveDispute, readDates } from './store.ts'

/** Step: tells the person, in the portal or on paper, that their complaint or appeal arrived and what happens next. */
export async function writeAcknowledgement(
  scope: Scope,
  request: RequestRow,
  { id, kind }: Pick<DisputeRow, 'id' | 'kind'>,
): Promise<[Told, Told]> {
  await moveDispute(scope, id, { state: 'acknowledged' })
  await fulfil(scope, id, ['complaint_acknowledgement'])
  const first = (await readDates(scope.tx, request.id)).find(({ matter }) => matter === id)!
  const data = { kind, due: first.dueOn.toString() }
  const letter = await writeLetter(scope, request, { kind: 'dispute-acknowledged', data })
  return [ofRequest(request.id, { type: 'dispute-acknowledged', dispute: id, kind }), letter]
}
