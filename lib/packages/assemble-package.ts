import { and, asc, eq } from 'drizzle-orm'
import { worker } from '#lib/access/actor.ts'
import { coverages, searches, segments } from '#lib/collection/table.ts'
import { begin } from '#lib/db/begin.ts'
import { type Entry, readStream } from '#lib/history/read-stream.ts'
import { type Organisation, readOrganisation } from '#lib/organisation/read-organisation.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lockById, type RequestRow } from '#lib/requests/store.ts'
import { withholdings } from '#lib/requests/table.ts'
import { sources } from '#lib/sources/table.ts'
import { packages } from './table.ts'

export type BuildJob = { packageId: string; run: string }

type Rows<Table extends { $inferSelect: unknown }> = Table['$inferSelect'][]

/** Everything a package is made from, as it stood when the build began. */
export type Material = {
  package: typeof packages.$inferSelect
  request: RequestRow
  address: string
  organisation: Organisation
  searches: Rows<typeof searches>
  coverages: Rows<typeof coverages>
  segments: Rows<typeof segments>
  withholdings: Rows<typeof withholdings>
  maps: { key: string; map: string }[]
  history: Entry[]
}

/** Step of the build: reads what the package will say, or undefined when this build was overtaken or its request moved on. */
export function readMaterial({ packageId, run }: BuildJob): Promise<Material | undefined> {
  return begin(worker, async ({ tx }) => {
    const [wanted] = await tx
      .select()
      .from(packages)
      .where(and(eq(packages.id, packageId), eq(packages.run, run), eq(packages.state, 'building')))
    const request = wanted && (await lockById(tx, wanted.requestId))
    if (request?.status !== 'review' || request.attempt !== wanted?.attempt) return undefined
    const own = <Column extends typeof searches | typeof coverages | typeof segments>(table: Column) =>
      and(eq(table.requestId, request.id), eq(table.attempt, request.attempt))
    return {
      package: wanted,
      request,
      address: openIntake(request).address,
      organisation: (await readOrganisation(tx))!,
      searches: await tx.select().from(searches).where(own(searches)).orderBy(asc(searches.source)),
      coverages: await tx
        .select()
        .from(coverages)
        .where(own(coverages))
        .orderBy(asc(coverages.source), asc(coverages.position)),
      segments: await tx.select().from(segments).where(own(segments)),
      withholdings: await tx.select().from(withholdings).where(eq(withholdings.requestId, request.id)),
      maps: await tx.select({ key: sources.key, map: sources.map }).from(sources),
      history: await readStream(tx, `request:${request.id}`),
    }
  })
}
