import { Temporal } from 'temporal-polyfill'
import { computeDue, type Derivation, type DueInput } from './due.ts'
import type { DueError } from './due-error.ts'

/** Every regime that applies, and the one whose date the organisation lives by. */
export type Plural = { ok: true; derivations: readonly Derivation[]; governing: Derivation } | PluralError
type PluralError = { ok: false; why: DueError; ruleId: string }

/**
 * Computes each regime and shows all; the earliest due date governs. On the same day the earlier safe date governs, then
 * the order given. A clock that stands still has no date yet, so it governs only where none runs: under another law the day
 * passes all the same. A history one of the regimes cannot read is an error naming it: nobody may be shown half the law.
 */
export function computePlural(inputs: readonly [DueInput, ...DueInput[]]): Plural {
  const derivations: Derivation[] = []
  for (const input of inputs) {
    const computed = computeDue(input)
    if (!computed.ok) return { ...computed, ruleId: input.rule.id }
    derivations.push(computed.value)
  }
  const running = derivations.filter(({ paused }) => paused.openSince === null)
  return { ok: true, derivations, governing: (running.length > 0 ? running : derivations).reduce(earlier) }
}

function earlier(a: Derivation, b: Derivation): Derivation {
  const byDue = Temporal.PlainDate.compare(a.dueDate, b.dueDate)
  return (byDue || Temporal.PlainDate.compare(a.safeDate, b.safeDate)) <= 0 ? a : b
}
