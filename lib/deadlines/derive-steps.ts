import type { Temporal } from 'temporal-polyfill'
import { restReason } from './calendar.ts'
import type { Dates, Law } from './dates.ts'
import type { Clock } from './read-clock.ts'
import { basePeriod } from './rules.ts'
import { citeFor, type Step } from './steps.ts'

/** The derivation: each step arrives at its date from the one before; the last of them is the due date. */
export function deriveSteps(clock: Clock, dates: Dates, law: Law): Step[] {
  const { rule } = law
  const steps = [...clock.steps, ...countedSteps(dates, law, false)]
  if (clock.extension) steps.push(...extensionSteps(clock, dates, law))
  if (!rule.confirmed)
    steps.push({ code: 'unconfirmed', params: {}, date: dates.due.toString(), cite: `${rule.cite} [${rule.evidence}]` })
  return steps
}

function extensionSteps(clock: Clock, dates: Dates, law: Law): Step[] {
  const { notifiedOn, inTime, newDate } = clock.extension!
  const cite = citeFor(law.rule, 'extension')
  const notified = notifiedOn.toString()
  if (!inTime) return [{ code: 'extension-late', params: { notified }, date: dates.baseDue.toString(), cite }]
  const notice: Step = { code: 'extension-notified', params: {}, date: notified, cite }
  if (newDate) return [notice, { code: 'extension-named', params: {}, date: newDate.toString(), cite }]
  return [notice, ...countedSteps(dates, law, true)]
}

/** Start + period + pauses, rolled: the same way for the first period and for the extended one. */
function countedSteps(dates: Dates, law: Law, extended: boolean): Step[] {
  const { rule } = law
  const { n, unit } = extended ? rule.extension!.total_from_start! : basePeriod(rule)
  const unrolled = extended ? dates.extendedUnrolled! : dates.baseUnrolled
  let day = dates.pauses.reduce((date, pause) => date.subtract({ days: pause.days }), unrolled)
  const steps: Step[] = [
    extended
      ? { code: 'extension', params: { n, unit }, date: day.toString(), cite: citeFor(rule, 'extension') }
      : { code: 'period', params: { n, unit }, date: day.toString(), cite: citeFor(rule, 'period') },
  ]
  for (const { topic, from, until, days, open } of dates.pauses) {
    day = day.add({ days })
    const params = { topic, from: from.toString(), until: until.toString(), days }
    const code = open ? 'pause-open' : 'pause'
    steps.push({ code, params, date: day.toString(), cite: citeFor(rule, 'pause') })
  }
  return [...steps, ...rollStep(unrolled, extended ? dates.due : dates.baseDue, law)]
}

function rollStep(from: Temporal.PlainDate, to: Temporal.PlainDate, { rule, calendar, policy }: Law): Step[] {
  if (from.equals(to)) return []
  const params = {
    kind: policy.roll ?? rule.roll,
    from: from.toString(),
    why: restReason(calendar, from) ?? 'weekend',
    name: calendar.holidays.get(from.toString()) ?? '',
  }
  return [{ code: 'roll', params, date: to.toString(), cite: citeFor(rule, 'roll') }]
}
