import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { searches } from '#lib/collection/table.ts'
import { sourceAddress } from '#lib/config/source-address.ts'
import type { Scope } from '#lib/db/begin.ts'
import { historyEvents } from '#lib/history/table.ts'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { manualKind } from '#lib/owners/owner-words.ts'
import { requests } from '#lib/requests/table.ts'
import type { CollectionFacts, Text } from './contract.ts'
import { factsOf } from './data-map.ts'
import { type Drift, driftOf, type Expiring, expiringIn } from './drift.ts'
import { knownMap } from './known-map.ts'
import { readChecks } from './store.ts'
import { sources } from './table.ts'

export type Run = {
  ref: string
  attempt: number
  startedAt: Temporal.Instant
  state: 'waiting' | 'running' | 'done' | 'failed'
  records: number
  decoys: { tried: number; crossed: number }
  reason: string | null
}

export type SourceHealth = {
  key: string
  kind: string
  label: Text
  addedAt: Temporal.Instant
  /** A colleague answers for it. */
  manual: boolean
  /** Whether the environment names an address for it; the address itself is nobody's to read. */
  connected: boolean
  collections: CollectionFacts[]
  runs: Run[]
  /** The newest comparison with its map, and why it failed if it did; null when there was none. */
  check: { at: Temporal.Instant; reason: string | null } | null
  /** What the newest comparison that could be made says. */
  drift: Drift | null
  expiring: Expiring[]
  /** A test was asked for and has not answered yet. */
  checking: boolean
}

type Row = typeof sources.$inferSelect

/** Every place that is searched and how it has been lately. Nothing secret: no address, no password, no map text. */
export const viewSources = view({
  permission: 'source:read',
  async run(scope, { runs = 8 }: { runs?: number }): Promise<SourceHealth[]> {
    const today = await readToday(scope)
    const healths: SourceHealth[] = []
    for (const row of await scope.tx.select().from(sources).orderBy(asc(sources.key)))
      healths.push(await readHealth(scope, row, { today, runs }))
    return healths
  },
})

/** One of them. */
export const viewSource = view({
  permission: 'source:read',
  async run(scope, key: string): Promise<SourceHealth | undefined> {
    const [row] = await scope.tx.select().from(sources).where(eq(sources.key, key))
    return row && readHealth(scope, row, { today: await readToday(scope), runs: 20 })
  },
})

async function readToday({ tx, now }: Scope): Promise<Temporal.PlainDate> {
  const zone = (await readOrganisation(tx))?.zone ?? 'UTC'
  return now.toZonedDateTimeISO(zone).toPlainDate()
}

type Wanted = { today: Temporal.PlainDate; runs: number }

async function readHealth(scope: Scope, row: Row, { today, runs }: Wanted): Promise<SourceHealth> {
  const { key, kind, addedAt, connectionVariable } = row
  const map = knownMap(row)
  const checks = await readChecks(scope.tx, key, 20)
  const [newest, before] = checks.filter(({ reason }) => reason === null)
  return {
    ...{ key, kind, addedAt, manual: kind === manualKind },
    label: map.datasets[0]?.label ?? key,
    connected: kind === manualKind || sourceAddress(connectionVariable) !== undefined,
    collections: factsOf(map),
    runs: await readRuns(scope, key, runs),
    check: checks[0] ? { at: checks[0].at, reason: checks[0].reason } : null,
    drift: newest ? driftOf(newest, before) : null,
    expiring: expiringIn(map, today),
    checking: await isChecking(scope, key),
  }
}

async function readRuns({ tx }: Scope, key: string, most: number): Promise<Run[]> {
  const runs = await tx
    .select({ ref: requests.ref, search: searches })
    .from(searches)
    .innerJoin(requests, eq(requests.id, searches.requestId))
    .where(eq(searches.source, key))
    .orderBy(desc(searches.startedAt))
    .limit(most)
  return runs.map(({ ref, search: { attempt, startedAt, state, records, decoys, reason } }) => ({
    ...{ ref, attempt, startedAt, state, records, reason },
    decoys: { tried: decoys.tried, crossed: decoys.crossed.length },
  }))
}

/** The last word about tests of it is that one was asked for. Not the whole stream: a source is tested every day. */
async function isChecking({ tx }: Scope, key: string): Promise<boolean> {
  const [last] = await tx
    .select({ type: historyEvents.type })
    .from(historyEvents)
    .where(
      and(
        eq(historyEvents.stream, `source:${key}`),
        inArray(historyEvents.type, ['source-check-asked', 'source-checked']),
      ),
    )
    .orderBy(desc(historyEvents.version))
    .limit(1)
  return last?.type === 'source-check-asked'
}
