import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import type { Rule } from '#lib/deadlines/rule-schema.ts'
import { type Entry, readStream } from '#lib/history/read-stream.ts'
import { houseRules } from '#lib/law/house-rules.ts'
import { type Organisation, readOrganisation } from '#lib/organisation/read-organisation.ts'
import { lawOf, type RequestLaw } from '#lib/requests/law-of.ts'
import { standingRefusal } from '#lib/requests/standing-refusal.ts'
import type { RequestRow } from '#lib/requests/store.ts'
import { disputeRules, standingIn } from './available.ts'
import type { DisputeKind } from './dispute-words.ts'

export type Disputable = {
  organisation: Organisation
  law: RequestLaw
  history: Entry[]
  /** When what stands refused, in whole or in part, was; null where nothing is. */
  refusedAt: Temporal.Instant | null
  /** The rules under which one of a kind can be raised on a day; none where it cannot. */
  rulesOn: (kind: DisputeKind, on: Temporal.PlainDate) => Rule[]
}

/** Step: what decides whether a request can be complained about, or its refusal appealed against. */
export async function readStanding(
  tx: Tx,
  request: Pick<RequestRow, 'id' | 'rules' | 'receivedAt'>,
): Promise<Disputable> {
  const organisation = (await readOrganisation(tx))!
  const law = await lawOf(tx, request, organisation)
  const history = await readStream(tx, `request:${request.id}`)
  const rules = await houseRules(tx)
  const standing = { answers: law.answers.map(({ rule }) => rule), ...standingIn(history, law.zone) }
  return {
    ...{ organisation, law, history, refusedAt: standingRefusal(history)?.by.at ?? null },
    rulesOn: (kind, on) => disputeRules(kind, standing, on, rules),
  }
}
