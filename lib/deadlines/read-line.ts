import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type Calendar, makeCalendar } from './calendar.ts'
import type { ClockEvent, History, QuestionType } from './clock-events.ts'
import type { DueError } from './due-error.ts'
import type { Policy } from './effects.ts'
import { readDate, readInstant } from './read-instant.ts'
import { pauseCount, type Rule, roll } from './rule-schema.ts'
import { allRules, findRule } from './rules.ts'
import { isZone } from './zone.ts'

/** Names of events in a line → those of the portal. */
const eventTypes = {
  id_requested: 'identity-asked',
  id_received: 'identity-given',
  clarification_requested: 'clarification-asked',
  clarification_received: 'clarification-answered',
  fee_requested: 'fee-asked',
  fee_received: 'fee-paid',
} as const satisfies Record<string, QuestionType>
type EventName = keyof typeof eventTypes

const event = z.object({
  type: z.enum(['extension_notified', ...(Object.keys(eventTypes) as EventName[])]),
  at: z.string(),
  rule_id: z.string().optional(),
  new_date: z.string().optional(),
})

const line = z
  .object({
    rule_id: z.string().optional(),
    regimes: z.array(z.string()).min(1).optional(),
    tz: z.string().optional(),
    received_at: z.string(),
    events: z.array(event).default([]),
    calendar: z
      .object({
        region: z.string().default('none'),
        weekend: z.array(z.int()).default([6, 7]),
        holidays: z.array(z.string()).default([]),
        extra_working_days: z.array(z.string()).default([]),
      })
      .prefault({}),
    policy: z
      .object({
        roll: roll.optional(),
        pause_count: pauseCount.optional(),
        eu_suspension: z.enum(['none', 'edpb_suspend']).optional(),
      })
      .prefault({}),
  })
  .refine(l => l.rule_id !== undefined || l.regimes !== undefined)
type Line = z.output<typeof line>

/** One line of `due`, read: the rules to compute and everything they need. `plural`: the line named several regimes. */
export type Question = { rules: Rule[]; plural: boolean; calendar: Calendar; policy: Policy; history: History }

/** Reads one history in the vectors' format, already parsed from JSON; unknown members are left alone. */
export function readLine(value: unknown): Question | DueError {
  const read = line.safeParse(value)
  if (!read.success) return 'invalid_format'
  const rules = findRules(read.data)
  if (!rules) return 'unknown_rule'
  const history = readHistory(read.data)
  if (typeof history === 'string') return history
  const calendar = readCalendar(read.data.calendar)
  if (typeof calendar === 'string') return calendar
  return { rules, plural: read.data.regimes !== undefined, calendar, policy: readPolicy(read.data.policy), history }
}

function findRules({ rule_id, regimes }: Line): Rule[] | undefined {
  const found = (regimes ?? [rule_id!]).map(id => findRule(id, undefined, allRules))
  return found.every(rule => rule !== undefined) ? found : undefined
}

function readHistory({ tz, received_at, events }: Line): History | DueError {
  const received = readInstant(received_at)
  if (typeof received === 'string') return received
  const zone = tz ?? received.offset
  if (!isZone(zone)) return 'unknown_zone'
  const read: ClockEvent[] = []
  for (const entry of events) {
    const clockEvent = readEvent(entry)
    if (typeof clockEvent === 'string') return clockEvent
    read.push(clockEvent)
  }
  return { zone, receivedAt: received.at, events: read }
}

function readEvent({ type, at: text, rule_id, new_date }: z.output<typeof event>): ClockEvent | DueError {
  const instant = readInstant(text)
  if (typeof instant === 'string') return instant
  const { at } = instant
  if (type !== 'extension_notified') return { type: eventTypes[type], at }
  let newDate: Temporal.PlainDate | undefined
  if (new_date !== undefined) {
    const date = readDate(new_date)
    if (typeof date === 'string') return date
    newDate = date
  }
  return { type: 'extension-notified', at, ...(rule_id && { ruleId: rule_id }), ...(newDate && { newDate }) }
}

function readCalendar(data: Line['calendar']): Calendar | DueError {
  for (const day of [...data.holidays, ...data.extra_working_days]) {
    const date = readDate(day)
    if (typeof date === 'string') return date
  }
  const weekend = new Set(data.weekend)
  if (weekend.size > 6 || [...weekend].some(day => day < 1 || day > 7)) return 'invalid_format'
  return makeCalendar(data)
}

function readPolicy({ roll, pause_count, eu_suspension }: Line['policy']): Policy {
  return {
    ...(roll && { roll }),
    ...(pause_count && { pauseCount: pause_count }),
    ...(eu_suspension && { euSuspension: eu_suspension }),
  }
}
