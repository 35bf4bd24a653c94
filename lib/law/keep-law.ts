import type { Tx } from '#lib/db/begin.ts'
import { type Calendar, type CalendarData, makeCalendar } from '#lib/deadlines/calendar.ts'
import { calendarToData } from '#lib/deadlines/holidays.ts'
import { type Rule, rule as ruleShape } from '#lib/deadlines/rule-schema.ts'
import { ruleVersion } from '#lib/deadlines/rules.ts'
import { findKept, insertKept } from './store.ts'

/** A rule and the calendar its dates are counted with. */
export type Law = { rule: Rule; calendar: Calendar }

/** Step: keeps what dates were counted with, under the hash of its content; what is kept already stays. */
export async function keepLaw(tx: Tx, laws: readonly Law[]): Promise<void> {
  const kept = laws.flatMap(({ rule, calendar }) => [
    { version: ruleVersion(rule), kind: 'rule' as const, content: rule },
    { version: calendar.version, kind: 'calendar' as const, content: calendarToData(calendar) },
  ])
  await insertKept(tx, [...new Map(kept.map(one => [one.version, one])).values()])
}

/**
 * Step: kept rules and calendars by their version. Each is hashed again: what was changed by hand is a fault and never a date.
 * @throws when the content of a version is not what the version says.
 */
export async function readKept(tx: Tx, versions: { rules: readonly string[]; calendars: readonly string[] }) {
  const found = await findKept(tx, [...new Set([...versions.rules, ...versions.calendars])])
  const rules = new Map<string, Rule>()
  const calendars = new Map<string, Calendar>()
  for (const [version, content] of found) {
    if (versions.rules.includes(version)) {
      const kept = ruleShape.parse(content)
      if (ruleVersion(kept) !== version) throw new Error(`The kept rule ${version} is not what it was.`)
      rules.set(version, kept)
    } else {
      const kept = makeCalendar(content as CalendarData)
      if (kept.version !== version) throw new Error(`The kept calendar ${version} is not what it was.`)
      calendars.set(version, kept)
    }
  }
  return { rules, calendars }
}
