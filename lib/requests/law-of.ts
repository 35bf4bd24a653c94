import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { type Calendar, calendarForRule } from '#lib/deadlines/calendar.ts'
import { accompanying, besideTheAnswer } from '#lib/deadlines/duties.ts'
import type { Rule } from '#lib/deadlines/rule-schema.ts'
import { confirmRule, findRule } from '#lib/deadlines/rules.ts'
import { civilDate } from '#lib/deadlines/zone.ts'
import { houseCalendar } from '#lib/law/house-calendar.ts'
import { houseRules } from '#lib/law/house-rules.ts'
import { type Law, readKept } from '#lib/law/keep-law.ts'
import { readConfirmations } from '#lib/law/store.ts'
import type { Organisation } from '#lib/organisation/read-organisation.ts'
import { type RequestRow, readVersions } from './store.ts'

/** The law a request is counted under: each rule that wants an answer, what its regime wants beside it, and the zone of its days. */
export type RequestLaw = { zone: string; answers: readonly Law[]; beside: readonly Law[] }

type Seat = Pick<Organisation, 'country' | 'region' | 'zone'>

/** Step: the law of a request that comes in now, as this house has it on the day of receipt. */
export const lawOnReceipt = (tx: Tx, rules: readonly string[], seat: Seat, at: Temporal.Instant): Promise<RequestLaw> =>
  lawOnDay(tx, rules, seat, civilDate(at, seat.zone))

async function lawOnDay(
  tx: Tx,
  rules: readonly string[],
  seat: Seat,
  on: Temporal.PlainDate,
  kept: ReadonlyMap<string, Law> = new Map(),
): Promise<RequestLaw> {
  const published = await houseRules(tx)
  const calendar = await houseCalendar(tx, seat, [on.year, on.year + 2])
  const own = (rule: Rule): Law => kept.get(rule.id) ?? { rule, calendar: calendarForRule(rule, calendar) }
  const answers = rules.map(id => own(known(id, on, published)))
  const beside = accompanying(
    answers.map(({ rule }) => rule),
    on,
    besideTheAnswer,
    published,
  ).map(own)
  return { zone: seat.zone, answers, beside }
}

/**
 * Step: the law of a request that is there already. A rule keeps the text, the calendar and the zone its first date was counted
 * with: an edit of the rules, a corrected day or a moved seat moves no date of it. What an officer adds later is taken as it is now.
 */
export async function lawOf(
  tx: Tx,
  request: Pick<RequestRow, 'id' | 'rules' | 'receivedAt'>,
  seat: Seat,
  rules: readonly string[] = request.rules,
): Promise<RequestLaw> {
  const rows = await readVersions(tx, request.id)
  const zone = rows[0]?.zone ?? seat.zone
  const versions = { rules: rows.map(row => row.ruleVersion), calendars: rows.map(row => row.calendarVersion) }
  const { rules: texts, calendars } = await readKept(tx, versions)
  const confirmations = await readConfirmations(tx)
  const kept = rows.flatMap(row => {
    const [rule, calendar] = [texts.get(row.ruleVersion), calendars.get(row.calendarVersion)]
    return rule && calendar ? [[row.rule, { rule: confirmRule(rule, confirmations), calendar }] as const] : []
  })
  return lawOnDay(tx, rules, { ...seat, zone }, civilDate(request.receivedAt, zone), new Map(kept))
}

function known(id: string, on: Temporal.PlainDate, rules: readonly Rule[]): Rule {
  const rule = findRule(id, on, rules)
  if (!rule) throw new Error(`No rule is called ${id}.`)
  return rule
}

/** The calendar a matter that arises later is counted with. Step. */
export const calendarNow = async (tx: Tx, seat: Seat, on: Temporal.PlainDate): Promise<Calendar> =>
  houseCalendar(tx, seat, [on.year, on.year + 2])
