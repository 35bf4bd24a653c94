import { and, eq, inArray } from 'drizzle-orm'
import type { Scope } from '#lib/db/begin.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { packages } from './table.ts'

/** Step: a package that was built but not released no longer counts: what it would have said has changed. */
export async function discardPackage({ tx }: Scope, requestId: string): Promise<Told[]> {
  const dropped = await tx
    .update(packages)
    .set({ state: 'discarded' })
    .where(and(eq(packages.requestId, requestId), inArray(packages.state, ['building', 'ready'])))
    .returning({ id: packages.id })
  return dropped.map(({ id }) => ofRequest(requestId, { type: 'package-discarded', package: id }))
}
