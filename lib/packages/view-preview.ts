import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { findUnsearched, type Unsearched } from '#lib/collection/find-unsearched.ts'
import { coverages, searches } from '#lib/collection/table.ts'
import type { Scope } from '#lib/db/begin.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { view } from '#lib/kernel/view.ts'
import { readSettings } from '#lib/organisation/settings-store.ts'
import { isLate } from '#lib/requests/is-late.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import type { Status } from '#lib/requests/status.ts'
import type { RequestRow } from '#lib/requests/store.ts'
import { readByRef } from '#lib/requests/store.ts'
import { requests, withholdings } from '#lib/requests/table.ts'
import { gapsIn } from '#lib/sources/gap.ts'
import { knownMap } from '#lib/sources/known-map.ts'
import { type PackageRow, readMaps, readPreparer } from './store.ts'
import { packageFiles, packages } from './table.ts'

export type Missing = { dataset: string; collection: string; reason: string | null }

export type Preview = {
  status: Status
  attempt: number
  package: PackageRow
  files: { name: string; mediaType: string; bytes: number; sha256: string }[]
  /** Why the package does not call itself complete; all empty when it does. */
  missing: Missing[]
  sourcesFailed: { source: string; reason: string | null }[]
  unclassified: string[]
  /** What was connected since the search: the package names it, or may not leave. */
  unsearched: Unsearched[]
  /** Collections whose rows a near-miss address reached: nothing leaves while there is one. */
  crossed: { collection: string; rule: string }[]
  withheld: number
  /** The day of the answer is over: it leaves with a reason why. */
  late: boolean
  /** How long a copy released now can be downloaded. */
  downloadDays: number
  /** The organisation wants four eyes, and these are the two that prepared the package. */
  waitsForColleague: boolean
}

const live = inArray(packages.state, ['building', 'ready', 'released'])

/** Exactly what a release hands over: the files of the live package, to the byte, and what is missing from it. The look is recorded. */
export const viewPreview = view({
  permission: 'package:preview',
  recordsLook: ({ ref }: { ref: string }) => ({ at: 'preview', ref }),
  async run(scope, { ref }): Promise<Preview | undefined> {
    const { tx } = scope
    const request = await readByRef(tx, ref)
    if (!request) return undefined
    const [found] = await tx
      .select()
      .from(packages)
      .where(and(eq(packages.requestId, request.id), live))
      .orderBy(desc(packages.requestedAt))
    if (!found) return undefined
    const files = await tx
      .select()
      .from(packageFiles)
      .where(eq(packageFiles.packageId, found.id))
      .orderBy(asc(packageFiles.name))
    return {
      status: request.status,
      attempt: request.attempt,
      late: isLate(request, scope.now),
      package: found,
      files: files.map(({ name, mediaType, bytes, sha256 }) => ({
        name,
        mediaType,
        bytes,
        sha256: hexOf(sha256),
      })),
      ...(await readGaps(scope, request)),
      ...(await readPolicy(scope, found)),
    }
  },
})

async function readPolicy({ tx, actor }: Scope, found: PackageRow) {
  const { 'download-days': downloadDays, 'four-eyes-release': fourEyes } = await readSettings(tx)
  return { downloadDays, waitsForColleague: fourEyes && (await readPreparer(tx, found)) === actor.id }
}

async function readGaps({ tx }: Scope, request: RequestRow) {
  const { id, attempt, status } = request
  const runs = await tx
    .select()
    .from(searches)
    .where(and(eq(searches.requestId, id), eq(searches.attempt, attempt)))
    .orderBy(asc(searches.source))
  const covered = await tx
    .select()
    .from(coverages)
    .where(and(eq(coverages.requestId, id), eq(coverages.attempt, attempt)))
    .orderBy(asc(coverages.source), asc(coverages.position))
  const maps = (await readMaps(tx)).map(knownMap)
  const held = await tx.select({ id: withholdings.id }).from(withholdings).where(eq(withholdings.requestId, id))
  return {
    missing: gapsIn(covered, maps).map(({ dataset, collection, reason }) => ({ dataset, collection, reason })),
    sourcesFailed: runs.filter(run => run.state === 'failed').map(({ source, reason }) => ({ source, reason })),
    unclassified: runs.flatMap(run => run.unclassified),
    // Of what left, no later source is a gap.
    unsearched: isOpenTo('search-again', status)
      ? await findUnsearched(tx, { searches: runs, coverages: covered })
      : [],
    crossed: runs.flatMap(run => run.decoys.crossed),
    withheld: held.length,
  }
}

export type PreviewFile = { requestId: string; objectId: string; name: string; mediaType: string; bytes: number }

/** Where one file of the live package lies in the vault, for the officer's door to stream. The look is recorded. */
export const viewPreviewFile = view({
  permission: 'package:preview',
  recordsLook: ({ ref, file }: { ref: string; file: string }) => ({ at: `preview/${file}`, ref }),
  async run({ tx }, { ref, file }): Promise<PreviewFile | undefined> {
    const [found] = await tx
      .select({
        requestId: requests.id,
        objectId: packageFiles.objectId,
        name: packageFiles.name,
        mediaType: packageFiles.mediaType,
        bytes: packageFiles.bytes,
      })
      .from(requests)
      .innerJoin(packages, and(eq(packages.requestId, requests.id), live))
      .innerJoin(packageFiles, and(eq(packageFiles.packageId, packages.id), eq(packageFiles.name, file)))
      .where(eq(requests.ref, ref))
    return found
  },
})
