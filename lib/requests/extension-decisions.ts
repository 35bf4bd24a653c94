import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { decideExtension, type ExtensionDecision } from '#lib/deadlines/decide-extension.ts'
import type { DueInput } from '#lib/deadlines/due.ts'
import { computeDue } from '#lib/deadlines/due.ts'

/** The day an extension is to end on, where a law has the notice name it; empty where none does. */
export const newDateField = z
  .union([z.literal(''), z.iso.date({ error: 'day.unreadable' })])
  .default('')
  .transform(day => (day === '' ? undefined : Temporal.PlainDate.from(day)))

/** Switzerland, Singapore and Korea fix no length: the notice itself names the day (DPO Art. 18(2); PDP Regs reg. 5; PIPA ED 41). */
const namesDay = ({ rule }: DueInput) => rule.extension !== null && rule.extension.total_from_start === null

/** What each rule of a request says to an extension notified now; `asksDay`: it could be, if the notice named a later day. Pure. */
export function decideEach(
  inputs: readonly DueInput[],
  at: Temporal.Instant,
  newDate?: Temporal.PlainDate,
): { rule: string; decision: ExtensionDecision; asksDay: boolean }[] {
  return inputs.map(input => {
    const named = namesDay(input)
    const decision = decideExtension(input, { at, ...(named && newDate && { newDate }) })
    return { rule: input.rule.id, decision, asksDay: named && !decision.ok && couldBe(input, at) }
  })
}

type Decisions = ReturnType<typeof decideEach>

/**
 * The dates of the letter: those that govern before and after. Where the day that counts stays, because another law knows no extension, those
 * of the law that is extended, the earliest of several. Pure.
 */
export function extendedDates(decisions: Decisions, was: Temporal.PlainDate, due: Temporal.PlainDate) {
  const extended = decisions
    .flatMap(({ decision }) => (decision.ok ? [decision] : []))
    .toSorted((one, other) => Temporal.PlainDate.compare(one.newDue, other.newDue))[0]
  const stays = was.equals(due)
  const [from, to] = stays && extended ? [extended.oldDue, extended.newDue] : [was, due]
  return { was: from.toString(), due: to.toString(), stays }
}

function couldBe(input: DueInput, at: Temporal.Instant): boolean {
  const before = computeDue(input)
  return before.ok && decideExtension(input, { at, newDate: before.value.baseDue.add({ days: 1 }) }).ok
}
