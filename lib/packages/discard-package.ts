import type { Scope } from '#lib/db/begin.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { movePackages } from './store.ts'

/** Step: a package that was built but not released no longer counts: what it would have said has changed. */
export async function discardPackage({ tx }: Scope, requestId: string): Promise<Told[]> {
  const dropped = await movePackages(tx, requestId, ['building', 'ready'], 'discarded')
  return dropped.map(id => ofRequest(requestId, { type: 'package-discarded', package: id }))
}
