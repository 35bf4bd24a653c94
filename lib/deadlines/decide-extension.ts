import type { Temporal } from 'temporal-polyfill'
import { computeDue, type Derivation, type DueInput } from './due.ts'
import type { DueError } from './due-error.ts'

/** A notice the officer wants to send at `at`; `newDate` where the law lets the notice name the day (CH, SG, KR). */
export type ProposedExtension = { at: Temporal.Instant; newDate?: Temporal.PlainDate }

export type ExtensionDecision =
  | {
      ok: true
      oldDue: Temporal.PlainDate
      newDue: Temporal.PlainDate
      /** What the notice has to say, as codes of the rule: reasons, new date, right to complain. */
      mustContain: readonly string[]
      derivation: Derivation
    }
  | { ok: false; why: DueError | 'extension_too_late' }

/**
 * Whether an extension may be notified now: once, where the rule has one, on or before the last day of the first period
 * (GDPR Art. 12(3), third sentence; DPA 2018 s.54(3B)).
 */
export function decideExtension(input: DueInput, { at, newDate }: ProposedExtension): ExtensionDecision {
  const before = computeDue(input)
  if (!before.ok) return before
  const notice = { type: 'extension-notified' as const, at, ruleId: input.rule.id, ...(newDate && { newDate }) }
  const after = computeDue({ ...input, history: { ...input.history, events: [...input.history.events, notice] } })
  if (!after.ok) return after
  if (after.value.status !== 'extended') return { ok: false, why: 'extension_too_late' }
  return {
    ok: true,
    oldDue: before.value.dueDate,
    newDue: after.value.dueDate,
    mustContain: input.rule.extension!.notice_must_contain,
    derivation: after.value,
  }
}
