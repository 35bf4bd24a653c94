import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { candidateSegments } from '#lib/candidates/table.ts'
import { segments } from '#lib/collection/table.ts'
import type { Tx } from '#lib/db/begin.ts'
import { historyEvents } from '#lib/history/table.ts'
import { ownerFiles } from '#lib/owners/table.ts'
import { requests, withholdings } from '#lib/requests/table.ts'
import { sources } from '#lib/sources/table.ts'
import { packageFiles, packages } from './table.ts'

export type PackageRow = typeof packages.$inferSelect
type State = PackageRow['state']

export const insertPackage = (tx: Tx, row: typeof packages.$inferInsert) => tx.insert(packages).values(row)

export const readPackage = async (tx: Tx, id: string): Promise<PackageRow | undefined> =>
  (await tx.select().from(packages).where(eq(packages.id, id)))[0]

/** Moves every package of a request that is in one of these states; gives their ids. */
export const movePackages = async (tx: Tx, requestId: string, from: State[], to: State): Promise<string[]> =>
  (
    await tx
      .update(packages)
      .set({ state: to })
      .where(and(eq(packages.requestId, requestId), inArray(packages.state, from)))
      .returning({ id: packages.id })
  ).map(({ id }) => id)

export const markReleased = (tx: Tx, id: string, expiresAt: Temporal.Instant) =>
  tx.update(packages).set({ state: 'released', expiresAt }).where(eq(packages.id, id))

/** Marks a package built, if it is still `run`'s and of this attempt; false when it was overtaken. */
export const markBuilt = async (
  tx: Tx,
  { id, run, attempt }: { id: string; run: string; attempt: number },
  built: { complete: boolean; records: number },
): Promise<boolean> => {
  const mine = and(eq(packages.id, id), eq(packages.run, run), eq(packages.attempt, attempt))
  const marked = await tx
    .update(packages)
    .set({ state: 'ready', ...built })
    .where(and(mine, eq(packages.state, 'building')))
    .returning({ id: packages.id })
  return marked.length > 0
}

export const insertFiles = (tx: Tx, rows: (typeof packageFiles.$inferInsert)[]) => tx.insert(packageFiles).values(rows)

export const readFileObjects = async (tx: Tx, packageId: string): Promise<string[]> =>
  (await tx.select({ id: packageFiles.objectId }).from(packageFiles).where(eq(packageFiles.packageId, packageId))).map(
    ({ id }) => id,
  )

export const deleteFilesOf = async (tx: Tx, packageIds: string[]): Promise<void> => {
  if (packageIds.length > 0) await tx.delete(packageFiles).where(inArray(packageFiles.packageId, packageIds))
}

export const deleteFiles = (tx: Tx, objectIds: string[]) =>
  tx.delete(packageFiles).where(inArray(packageFiles.objectId, objectIds))

/** Files of packages that were discarded before release, a bounded number of them. */
export const findDiscarded = (tx: Tx) =>
  tx
    .select({ objectId: packageFiles.objectId, requestId: packages.requestId })
    .from(packageFiles)
    .innerJoin(packages, eq(packages.id, packageFiles.packageId))
    .where(eq(packages.state, 'discarded'))
    .limit(500)

/** One file of the released package of a request the actor may see. */
export const findReleasedFile = async (tx: Tx, ref: string, file: string) =>
  (
    await tx
      .select({ requestId: requests.id, package: packages, file: packageFiles })
      .from(requests)
      .innerJoin(packages, and(eq(packages.requestId, requests.id), eq(packages.state, 'released')))
      .innerJoin(packageFiles, and(eq(packageFiles.packageId, packages.id), eq(packageFiles.name, file)))
      .where(eq(requests.ref, ref))
  )[0]

/** Who had a package prepared, from the history, which nobody can rewrite: the id of an officer. */
export async function readPreparer(
  tx: Tx,
  { id, requestId }: Pick<PackageRow, 'id' | 'requestId'>,
): Promise<string | undefined> {
  const asked = await tx
    .select({ actor: historyEvents.actor })
    .from(historyEvents)
    .where(
      and(
        eq(historyEvents.stream, `request:${requestId}`),
        eq(historyEvents.type, 'package-asked-for'),
        sql`${historyEvents.data} ->> 'package' = ${id}`,
      ),
    )
  return asked[0]?.actor.split(':')[1]
}

export const isOwnRequest = async (tx: Tx, ref: string): Promise<boolean> =>
  (await tx.select({ id: requests.id }).from(requests).where(eq(requests.ref, ref))).length > 0

export const readWithholdings = (tx: Tx, requestId: string) =>
  tx.select().from(withholdings).where(eq(withholdings.requestId, requestId))

export const readMaps = (tx: Tx) =>
  tx.select({ key: sources.key, kind: sources.kind, map: sources.map }).from(sources).orderBy(sources.key)

/** Requests with a released copy past its expiry; or closed since before `closedBefore` with something still held. */
export async function findExpiredRequests(
  tx: Tx,
  now: Temporal.Instant,
  closedBefore: Temporal.Instant,
): Promise<string[]> {
  const released = await tx
    .select({ id: packages.requestId })
    .from(packages)
    .where(and(eq(packages.state, 'released'), lte(packages.expiresAt, now)))
    .limit(200)
  const noCopy = sql`not exists (select from ${packages} p where p.request_id = ${requests.id} and p.state = 'released')`
  const found = sql`exists (select from ${segments} s where s.request_id = ${requests.id})`
  const given = sql`exists (select from ${ownerFiles} f where f.request_id = ${requests.id})`
  const shared = sql`exists (select from ${candidateSegments} c where c.request_id = ${requests.id})`
  const ended = await tx
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        eq(requests.status, 'closed'),
        lte(requests.changedAt, closedBefore),
        noCopy,
        sql`(${found} or ${given} or ${shared})`,
      ),
    )
    .limit(200)
  return [...new Set([...released, ...ended].map(({ id }) => id))]
}
