import type { RestReason } from './calendar.ts'
import type { Topic } from './clock-events.ts'
import type { Period, Roll, Rule } from './rule-schema.ts'

/** What each step of a derivation says besides its date. ISO dates and numbers only: steps are stored and translated later. */
type Params = {
  received: Record<never, never>
  'identity-received': { asked: string }
  'fee-received': { asked: string }
  'fee-reflection': { asked: string; days: number }
  'clock-waits': { topic: Topic }
  'clock-runs-on': { topic: Topic }
  period: { n: number; unit: Period['unit'] }
  pause: { topic: Topic; from: string; until: string; days: number }
  'pause-open': { topic: Topic; from: string; until: string; days: number }
  roll: { kind: Roll; from: string; why: RestReason; name: string }
  'extension-notified': Record<never, never>
  'extension-late': { notified: string }
  extension: { n: number; unit: Period['unit'] }
  'extension-named': Record<never, never>
  'date-set': { was: string }
  unconfirmed: Record<never, never>
}

export type StepCode = keyof Params

/** One line of a derivation: a code for a sentence in any language, the date it arrives at, and the law it follows. */
export type Step = { [C in StepCode]: { code: C; params: Params[C]; date: string; cite: string } }[StepCode]

/** The citation of one kind of step; a rule that names none is cited whole. */
export function citeFor(rule: Rule, step: keyof Rule['cite_by_step']): string {
  return rule.cite_by_step[step] ?? rule.cite
}
