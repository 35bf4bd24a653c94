import { asc, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import type { Confirmation } from '#lib/deadlines/rules.ts'
import {
  calendarConfirmations,
  calendarDays,
  keptLaws,
  ruleConfirmations,
  ruleSwitches,
  type Treatment,
} from './table.ts'

export type KeptLaw = typeof keptLaws.$inferSelect

export const insertKept = async (tx: Tx, laws: readonly KeptLaw[]): Promise<void> => {
  if (laws.length > 0)
    await tx
      .insert(keptLaws)
      .values([...laws])
      .onConflictDoNothing()
}

export const findKept = async (tx: Tx, versions: readonly string[]): Promise<Map<string, unknown>> => {
  if (versions.length === 0) return new Map()
  const rows = await tx
    .select()
    .from(keptLaws)
    .where(inArray(keptLaws.version, [...versions]))
  return new Map(rows.map(({ version, content }) => [version, content]))
}

/** Step: which versions of which rules an admin confirmed, with the source of each. */
export const readConfirmations = (tx: Tx): Promise<Confirmation[]> =>
  tx
    .select({
      ruleId: ruleConfirmations.rule,
      ruleVersion: ruleConfirmations.ruleVersion,
      source: ruleConfirmations.source,
    })
    .from(ruleConfirmations)

export const readSwitches = async (tx: Tx): Promise<Map<string, boolean>> => {
  const rows = await tx.select({ rule: ruleSwitches.rule, enabled: ruleSwitches.enabled }).from(ruleSwitches)
  return new Map(rows.map(({ rule, enabled }) => [rule, enabled]))
}

export const insertConfirmation = async (tx: Tx, row: typeof ruleConfirmations.$inferInsert): Promise<boolean> =>
  (await tx.insert(ruleConfirmations).values(row).onConflictDoNothing().returning({ rule: ruleConfirmations.rule }))
    .length > 0

export const upsertSwitch = (tx: Tx, row: typeof ruleSwitches.$inferInsert) =>
  tx.insert(ruleSwitches).values(row).onConflictDoUpdate({ target: ruleSwitches.rule, set: row })

/** Lifts the mark from every date that was counted with this version: its number stays, its doubt goes. */
export const liftMarks = (tx: Tx, rule: string, version: string) =>
  tx.execute(sql`
    update dossier.deadline set confirmed = true,
      steps = (select coalesce(jsonb_agg(step order by place), '[]')
        from jsonb_array_elements(steps) with ordinality as each (step, place) where step->>'code' <> 'unconfirmed')
    where rule = ${rule} and rule_version = ${version} and not confirmed`)

export type SetDay = { day: string; treatAs: Treatment; name: string }

/** Step: this house's latest word about each day it spoke of, by date. */
export const readDays = async (tx: Tx): Promise<SetDay[]> => {
  const rows = await tx
    .select({ day: calendarDays.day, treatAs: calendarDays.treatAs, name: calendarDays.name })
    .from(calendarDays)
    .orderBy(asc(calendarDays.day), asc(calendarDays.setAt), asc(calendarDays.id))
  return [...new Map(rows.map(row => [row.day.toString(), { ...row, day: row.day.toString() }])).values()]
}

export const insertDay = (tx: Tx, row: typeof calendarDays.$inferInsert) => tx.insert(calendarDays).values(row)

export const insertCalendarConfirmation = (tx: Tx, row: typeof calendarConfirmations.$inferInsert) =>
  tx.insert(calendarConfirmations).values(row)

/** The newest confirmation of the days of a seat. */
export const findCalendarConfirmation = async (tx: Tx, seat: string) =>
  (
    await tx
      .select()
      .from(calendarConfirmations)
      .where(eq(calendarConfirmations.seat, seat))
      .orderBy(desc(calendarConfirmations.confirmedAt))
      .limit(1)
  )[0]
