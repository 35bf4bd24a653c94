import { and, asc, desc, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { findUnsearched, type Unsearched } from '#lib/collection/find-unsearched.ts'
import { coverages, searches } from '#lib/collection/table.ts'
import type { Scope } from '#lib/db/begin.ts'
import { findRule } from '#lib/deadlines/rules.ts'
import type { Step } from '#lib/deadlines/steps.ts'
import { readStanding } from '#lib/disputes/read-standing.ts'
import { type Takeable, takeable } from '#lib/disputes/takeable.ts'
import type { Entry } from '#lib/history/read-stream.ts'
import { type Colleague, readStaff } from '#lib/identity/staff-store.ts'
import { view } from '#lib/kernel/view.ts'
import { readKept } from '#lib/law/keep-law.ts'
import { packages } from '#lib/packages/table.ts'
import type { Text } from '#lib/sources/contract.ts'
import { type DataMap, factsOf } from '#lib/sources/data-map.ts'
import { gapsIn } from '#lib/sources/gap.ts'
import { knownMap } from '#lib/sources/known-map.ts'
import { sources } from '#lib/sources/table.ts'
import { derivationsOf, versionsIn } from './derivations-of.ts'
import { isLate } from './is-late.ts'
import { countUnread } from './message-store.ts'
import { isOpenTo } from './officer-moves.ts'
import { type Paused, readPaused } from './read-paused.ts'
import type { RequestRow } from './store.ts'
import { deadlines, requests } from './table.ts'
import { daysUntil } from './work-list-store.ts'

type Row<Table extends { $inferSelect: unknown }> = Table['$inferSelect']

export type RequestOnDesk = {
  request: Omit<RequestRow, 'intake' | 'addressHash' | 'visitorId' | 'personId'>
  now: Temporal.Instant
  /** Rules under which an extension can still be notified in time. */
  noticesLeft: string[]
  /** A civil date in the organisation's zone. */
  today: Temporal.PlainDate
  daysLeft: number
  safeDaysLeft: number
  overdue: boolean
  paused: Paused | null
  /** What the person wrote and nobody has opened yet. */
  unread: number
  deadlines: Row<typeof deadlines>[]
  searches: Row<typeof searches>[]
  coverages: Row<typeof coverages>[]
  /** Those of them without which the copy is not complete. */
  missing: Row<typeof coverages>[]
  /** What was connected since the search, as long as another search can look there. */
  unsearched: Unsearched[]
  /** What the data maps call each collection, by `dataset.collection`. */
  labels: Map<string, Text>
  /** The newest package, whatever became of it. */
  package: Row<typeof packages> | null
  history: Entry[]
  /** How each date that the history tells came about, by the version of its event. */
  derivations: Map<number, readonly Step[]>
  staff: Map<string, Colleague>
  /** Complaints and appeals that an officer can take in, if they came by another way than the portal. */
  takeable: Takeable
}

/**
 * One request as the desk sees it: its dates with their derivation, its searches, its history. Nothing the person told us and
 * nothing that was found: those are views of their own, whose looks are recorded.
 */
export const viewRequest = view({
  permission: 'request:read',
  async run(scope, { ref }: { ref: string }): Promise<RequestOnDesk | undefined> {
    const { tx, now } = scope
    const [found] = await tx.select().from(requests).where(eq(requests.ref, ref))
    if (!found) return undefined
    const { intake: _i, addressHash: _a, visitorId: _v, personId: _p, ...request } = found
    const standing = await readStanding(tx, found)
    const { organisation, law, history } = standing
    const today = now.toZonedDateTimeISO(organisation.zone).toPlainDate()
    const rows = await readRows(scope, request)
    return {
      request,
      now,
      noticesLeft: rows.deadlines.filter(row => isNoticeLeft(row, today)).map(({ rule }) => rule),
      today,
      daysLeft: daysUntil(request.dueOn, today),
      safeDaysLeft: daysUntil(request.safeOn, today),
      overdue: isLate(request, now),
      paused: await readPaused(scope, found, history),
      unread: await countUnread(tx, request.id, 'team'),
      history,
      derivations: derivationsOf(history, await readKept(tx, versionsIn(history)), law),
      takeable: await takeable(tx, found, standing, now),
      staff: await readStaff(tx),
      ...rows,
    }
  },
})

/** The law of the row knows an extension, nobody used it, and its day has not passed. */
const isNoticeLeft = ({ rule, status, noticeBy }: Row<typeof deadlines>, today: Temporal.PlainDate): boolean =>
  status === 'base' && findRule(rule)?.extension != null && Temporal.PlainDate.compare(today, noticeBy) <= 0

async function readRows({ tx }: Scope, request: Pick<RequestRow, 'id' | 'attempt' | 'status'>) {
  const { id, attempt, status } = request
  const [newest] = await tx
    .select()
    .from(packages)
    .where(eq(packages.requestId, id))
    .orderBy(desc(packages.requestedAt), desc(packages.id))
    .limit(1)
  const covered = await tx
    .select()
    .from(coverages)
    .where(and(eq(coverages.requestId, id), eq(coverages.attempt, attempt)))
    .orderBy(asc(coverages.source), asc(coverages.position))
  const searched = await tx
    .select()
    .from(searches)
    .where(and(eq(searches.requestId, id), eq(searches.attempt, attempt)))
    .orderBy(asc(searches.source))
  const maps = (await tx.select({ key: sources.key, map: sources.map }).from(sources)).map(knownMap)
  return {
    deadlines: await tx
      .select()
      .from(deadlines)
      .where(eq(deadlines.requestId, id))
      .orderBy(desc(deadlines.governs), asc(deadlines.dueOn), asc(deadlines.rule), asc(deadlines.matter)),
    searches: searched,
    coverages: covered,
    missing: gapsIn(covered, maps),
    unsearched: isOpenTo('search-again', status)
      ? await findUnsearched(tx, { searches: searched, coverages: covered })
      : [],
    labels: labelsIn(maps),
    package: newest ?? null,
  }
}

const labelsIn = (maps: readonly DataMap[]): Map<string, Text> =>
  new Map(maps.flatMap(factsOf).map(({ dataset, collection, label }) => [`${dataset}.${collection}`, label]))
