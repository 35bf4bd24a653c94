import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { mayLeave } from '#lib/assurance/may-leave.ts'
import { findUnsearched, type Searched } from '#lib/collection/find-unsearched.ts'
import { readCoverages, readSearches } from '#lib/collection/store.ts'
import type { Tx } from '#lib/db/begin.ts'
import { ofRequest } from '#lib/history/events.ts'
import { type Entry, readStream } from '#lib/history/read-stream.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { readSettings } from '#lib/organisation/settings-store.ts'
import { mayName } from '#lib/others/may-name.ts'
import { findRemedy } from '#lib/requests/find-remedy.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { isLate, latenessField, latenessOf } from '#lib/requests/is-late.ts'
import { lockByRef, moveTo } from '#lib/requests/store.ts'
import { writeLetter } from '#lib/requests/write-letter.ts'
import { grounds } from './grounds.ts'
import { markReleased, type PackageRow, readPackage, readPreparer, readWithholdings } from './store.ts'

/** What the person reads about why something is missing: an officer's own words, beside the grounds. */
const explanation = z.string().trim().max(4000, 'reason.too-long').default('')

/**
 * Releases the package the officer read. An incomplete one leaves only on an explicit word, and says of itself that it is; one
 * through which a decoy slipped does not leave at all: a row in it may be somebody else's. Nor does one that is silent on a source connected
 * since, one whose reader we are not sure enough of, whose address is too new here, or in which somebody else may be named and no officer
 * has decided about it.
 */
export const releasePackage = command({
  permission: 'package:release',
  input: z.object({
    ref: z.string(),
    package: z.uuid(),
    incomplete: z.literal('yes').optional(),
    explanation,
    lateness: latenessField,
  }),
  async run(scope, { ref, package: id, incomplete, explanation, lateness: typed }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    if (request.status === 'released') return refuse('already-done')
    if (request.status !== 'ready') return refuse('wrong-status', { status: request.status })
    const ready = await readPackage(scope.tx, id)
    if (ready?.requestId !== request.id || ready.state !== 'ready') return refuse('package-stale')
    if (ready.attempt !== request.attempt) return refuse('package-stale')
    const runs = await readSearches(scope.tx, request)
    if (runs.some(({ decoys }) => decoys.crossed.length > 0)) return refuse('decoy-crossed')
    const unnamed = await findUnnamed(scope.tx, ready, {
      searches: runs,
      coverages: await readCoverages(scope.tx, request),
    })
    if (unnamed.length > 0) return refuse('sources-unsearched', { sources: unnamed.join(', ') })
    const others = await mayName(scope.tx, request)
    if (!others.ok) return others
    const sure = await mayLeave(scope, request)
    if (!sure.ok) return sure
    if (!ready.complete && incomplete !== 'yes') return refuse('package-incomplete')
    const lateness = latenessOf(isLate(request, scope.now), typed)
    if (!lateness.ok) return lateness
    const policy = await readSettings(scope.tx)
    if (policy['four-eyes-release'] && (await readPreparer(scope.tx, ready)) === scope.actor.id)
      return refuse('four-eyes')
    const expiresAt = scope.now.add({ hours: 24 * policy['download-days'] })
    await markReleased(scope.tx, id, expiresAt)
    const released = await moveTo(scope, request, 'released')
    const held = await readWithholdings(scope.tx, request.id)
    const stay = await readStays(scope.tx, request.id, id)
    const withheld = byGround(held, stay)
    const letter = await writeLetter(scope, released, {
      kind: 'package-released',
      data: {
        ...{ until: expiresAt.toString(), complete: ready.complete, records: ready.records, explanation },
        withheld,
        answer: ready.records > 0 ? 'data' : answerWithout(withheld.length > 0, ready.complete),
        lateness: lateness.value,
        // Who gets less than everything, or gets it late, hears whom to turn to, whatever the house's text says (Art. 12(4) GDPR).
        ...((withheld.length > 0 || !ready.complete || lateness.value) && {
          remedy: await findRemedy(scope.tx, released),
        }),
        onPaper: openIntake(request).post !== undefined,
      },
    })
    const event = {
      type: 'package-released' as const,
      package: id,
      expiresAt: expiresAt.toString(),
      complete: ready.complete,
      withheld: held.length + stay,
    }
    return { ok: true, value: { expiresAt: expiresAt.toString() }, events: [ofRequest(request.id, event), letter] }
  },
})

/** Sources that nobody searched and of which the package cannot speak: they came after it. A copy that calls itself complete names none. */
async function findUnnamed(tx: Tx, { complete, requestedAt }: PackageRow, done: Searched): Promise<string[]> {
  const unnamed: string[] = []
  for (const source of new Set((await findUnsearched(tx, done)).map(one => one.source))) {
    const told = await readStream(tx, `source:${source}`)
    const isSet = ({ at, event: { type } }: Entry) =>
      (type === 'source-set' || type === 'source-owner-set') && Temporal.Instant.compare(at, requestedAt) > 0
    if (complete || told.some(isSet)) unnamed.push(source)
  }
  return unnamed
}

/** What an answer without a record says: all is withheld, or nobody could look everywhere, or there is nothing. */
const answerWithout = (withheld: boolean, complete: boolean) => {
  if (withheld) return 'held' as const
  return complete ? ('data' as const) : ('unknown' as const)
}

/** Records that stay back because the data map says that they may be another person's: no officer withheld them, and they are missing all the same. */
async function readStays(tx: Tx, requestId: string, packageId: string): Promise<number> {
  const history = await readStream(tx, `request:${requestId}`)
  const built = history.findLast(({ event }) => event.type === 'package-built' && event.package === packageId)?.event
  return built?.type === 'package-built' ? (built.held ?? 0) : 0
}

/** How often each ground was used, in the order the law's list has them; what stays back by the map does so for the rights of others. */
const byGround = (held: readonly { ground: string }[], stay: number) =>
  grounds
    .map(ground => ({
      ground: ground as string,
      count: held.filter(one => one.ground === ground).length + (ground === 'rights-of-others' ? stay : 0),
    }))
    .filter(({ count }) => count > 0)
