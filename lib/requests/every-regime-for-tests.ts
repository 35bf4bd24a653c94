import { Temporal } from 'temporal-polyfill'
import { expect } from 'vitest'
import { worker } from '#lib/access/actor.ts'
import { askIdentity } from '#lib/assurance/ask-identity.ts'
import { decideIdentity } from '#lib/assurance/decide-identity.ts'
import { begin } from '#lib/db/begin.ts'
import { replaySteps } from '#lib/deadlines/replay-steps.ts'
import { findRule } from '#lib/deadlines/rules.ts'
import { acknowledgeDispute } from '#lib/disputes/acknowledge-dispute.ts'
import { decideDispute } from '#lib/disputes/decide-dispute.ts'
import { investigateDispute } from '#lib/disputes/investigate-dispute.ts'
import { raiseDispute } from '#lib/disputes/raise-dispute.ts'
import { viewOwnDisputes } from '#lib/disputes/view-own-disputes.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { readKept } from '#lib/law/keep-law.ts'
import { answerQuestion } from './answer-question.ts'
import { askFee } from './ask-fee.ts'
import { askQuestion } from './ask-question.ts'
import { changeRegime } from './change-regime.ts'
import { dueOf } from './clock-for-tests.ts'
import { closeRequest } from './close-request.ts'
import { confirmDate } from './confirm-date.ts'
import { derivationsOf, versionsIn } from './derivations-of.ts'
import { type Desk, employ } from './desk-for-tests.ts'
import { extendDeadline } from './extend-deadline.ts'
import { proposeDate } from './propose-date.ts'
import { recordFee } from './record-fee.ts'
import { refuseRequest } from './refuse-request.ts'
import { differences, type Replayed, replay } from './replay.ts'
import { readReplayed } from './replayed-store.ts'
import { requestId, requestInReview } from './request-for-tests.ts'

const reason = 'Two people of this name write from this mailbox.'
const text = 'You left out everything before 2024.'
const done = (result: { ok: boolean }) => expect(result).toMatchObject({ ok: true })

/** One request under one law, through every verb that moves its clock or contests its end. Gives its reference. */
export async function liveUnder(desk: Desk, rule: string): Promise<string> {
  const { ref, person } = await requestInReview()
  const second = await employ('officer', `A second officer for ${rule}`)
  const law = findRule(rule)!
  if (rule !== 'eu_gdpr.access') done(await changeRegime(desk.officer, { ref, rules: [rule], reason }))
  const asked = await askIdentity(desk.officer, { ref, by: 'officer', reason })
  expect(asked.ok).toBe(law.id_check.effect !== 'forbidden')
  if (asked.ok) done(await decideIdentity(desk.officer, { ref, how: 'call-back', sure: 'L2', reason }))
  done(await askQuestion(desk.officer, { ref, text }))
  done(await answerQuestion(person, { ref, ending: 'answered', text }))
  const fee = await askFee(desk.officer, { ref, amount: '12.50', currency: 'EUR', reason })
  expect(fee.ok ? true : fee.why).toBe(law.fee ? true : 'fee-not-allowed')
  if (fee.ok) done(await recordFee(desk.officer, { ref }))
  const due = Temporal.PlainDate.from(await dueOf(desk, ref))
  const named = law.extension && !law.extension.total_from_start ? due.add({ days: 20 }).toString() : undefined
  const raw = { ref, ground: 'complexity' as const, reason }
  if (named)
    expect(await extendDeadline(desk.officer, raw)).toMatchObject({ fields: { newDate: ['new-date.missing'] } })
  const extended = await extendDeadline(desk.officer, { ...raw, ...(named && { newDate: named }) })
  expect(extended).toMatchObject(law.extension ? { ok: true } : { why: 'extension-not-available' })
  if (named) expect(await dueOf(desk, ref)).toBe(named)
  done(await proposeDate(desk.officer, { ref, on: due.add({ days: 5 }).toString(), reason }))
  const { rows } = await desk.peek.query(
    `select o.id from dossier.date_override o join dossier.request r on r.id = o.request_id where r.ref = $1`,
    [ref],
  )
  done(await confirmDate(second, { ref, override: rows[0].id }))
  done(await refuseRequest(desk.officer, { ref, ground: 'excessive', reason }))
  done(await closeRequest(desk.officer, { ref, outcome: 'refused-excessive' }))
  for (const kind of ['complaint', 'appeal'] as const) {
    const raised = await raiseDispute(person, { ref, kind, text })
    if (!raised.ok) expect(raised.why).toBe(`${kind}-not-available`)
    else await settle(desk, { ref, kind, second, seen: await viewOwnDisputes(person, ref) })
  }
  return ref
}

type Settle = {
  ref: string
  kind: 'complaint' | 'appeal'
  second: Desk['officer']
  seen: Awaited<ReturnType<typeof viewOwnDisputes>>
}

async function settle(desk: Desk, { ref, kind, second, seen }: Settle): Promise<void> {
  const { id } = (seen.ok ? seen.value.disputes : []).find(one => one.kind === kind && one.state !== 'decided')!
  const key = { ref, dispute: id }
  if (kind === 'complaint') done(await acknowledgeDispute(desk.officer, key))
  if (kind === 'complaint') done(await investigateDispute(desk.officer, key))
  done(await decideDispute(second, { ...key, outcome: kind === 'complaint' ? 'not-upheld' : 'denied', reason }))
}

/**
 * What an auditor who trusts nobody does: folds the history and compares the row, and finds every date that it tells again, step by
 * step, from the events before it and the law it names; nothing else is asked.
 */
export async function auditFromHistory(ref: string): Promise<number> {
  const id = await requestId(ref)
  const { told, rows, kept } = await begin(worker, async ({ tx }) => {
    const told = await readStream(tx, `request:${id}`)
    return { told, rows: (await readReplayed(tx, [id])).get(id)!, kept: await readKept(tx, versionsIn(told)) }
  })
  const folded = told.reduce<Replayed | null>((before, { event, at }) => replay(before, event as never, at), null)
  expect(differences(folded!, rows)).toEqual([])
  const derived = derivationsOf(told, kept, { zone: 'UTC', answers: [], beside: [] })
  let dates = 0
  for (const { version, event } of told) {
    if (!('dueOn' in event)) continue
    const calendar = kept.calendars.get(event.law!.calendar)!
    expect([ref, event.type, replaySteps(derived.get(version) ?? [], calendar)]).toEqual([
      ...[ref, event.type],
      { ok: true, due: Temporal.PlainDate.from(event.dueOn) },
    ])
    dates++
  }
  return dates
}
