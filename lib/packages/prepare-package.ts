import { z } from 'zod'
import { isSearching } from '#lib/collection/store.ts'
import { ofRequest } from '#lib/history/events.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { discardPackage } from './discard-package.ts'
import { findMoved } from './moved-withholdings.ts'
import { insertPackage } from './store.ts'

/**
 * Asks for the package of a reviewed request: exactly the files that a release will hand over, for the officer to read first.
 * Not while something withheld may have moved. One that was being built is dropped; whoever builds it finds that out before anything counts.
 */
export const preparePackage = command({
  permission: 'package:prepare',
  input: z.object({ ref: z.string() }),
  async run(scope, { ref }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (request.status !== 'review') return refuse('wrong-status', { status: request.status })
    if (await isSearching(scope.tx, request)) return refuse('search-unfinished')
    const moved = await findMoved(scope.tx, request)
    if (moved.length > 0) return refuse('withholding-moved', { collections: moved.join(', ') })
    const dropped = await discardPackage(scope, request.id)
    const { id, run } = { id: newId(), run: newId() }
    await insertPackage(scope.tx, {
      id,
      requestId: request.id,
      attempt: request.attempt,
      state: 'building',
      run,
      complete: false,
      records: 0,
      requestedAt: scope.now,
    })
    await enqueue(scope.tx, 'build-package', { packageId: id, run })
    const asked = ofRequest(request.id, { type: 'package-asked-for', package: id, attempt: request.attempt })
    return { ok: true, value: { id }, events: [asked, ...dropped] }
  },
})
