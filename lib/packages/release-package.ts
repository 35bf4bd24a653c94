import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { searches } from '#lib/collection/table.ts'
import { ofRequest } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { lockByRef, moveTo } from '#lib/requests/store.ts'
import { writeLetter } from '#lib/requests/write-letter.ts'
import { packages } from './table.ts'

/** How long a released copy can be downloaded before it and its key are destroyed. */
export const downloadDays = 30

/**
 * Releases the package the officer read. An incomplete one leaves only on an explicit word, and says of itself that it is; one
 * through which a decoy slipped does not leave at all: a row in it may be somebody else's.
 */
export const releasePackage = command({
  permission: 'package:release',
  input: z.object({ ref: z.string(), package: z.uuid(), incomplete: z.literal('yes').optional() }),
  async run(scope, { ref, package: id, incomplete }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (request.status === 'released') return refuse('already-done')
    if (request.status !== 'ready') return refuse('wrong-status', { status: request.status })
    const [ready] = await scope.tx
      .select()
      .from(packages)
      .where(and(eq(packages.id, id), eq(packages.requestId, request.id), eq(packages.state, 'ready')))
    if (ready?.attempt !== request.attempt) return refuse('package-stale')
    const runs = await scope.tx
      .select({ decoys: searches.decoys })
      .from(searches)
      .where(and(eq(searches.requestId, request.id), eq(searches.attempt, request.attempt)))
    if (runs.some(({ decoys }) => decoys.crossed.length > 0)) return refuse('decoy-crossed')
    if (!ready.complete && incomplete !== 'yes') return refuse('package-incomplete')
    const expiresAt = scope.now.add({ hours: 24 * downloadDays })
    await scope.tx.update(packages).set({ state: 'released', expiresAt }).where(eq(packages.id, id))
    const released = await moveTo(scope, request, 'released')
    const letter = await writeLetter(scope, released, {
      kind: 'package-released',
      data: { until: expiresAt.toString(), complete: ready.complete, records: ready.records },
    })
    const event = {
      type: 'package-released' as const,
      package: id,
      expiresAt: expiresAt.toString(),
      complete: ready.complete,
    }
    return { ok: true, value: { expiresAt: expiresAt.toString() }, events: [ofRequest(request.id, event), letter] }
  },
})
