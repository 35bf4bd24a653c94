import { Temporal } from 'temporal-polyfill'
import type { Scope } from '#lib/db/begin.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { type Refused, refuse } from '#lib/kernel/result.ts'
import { assuranceOf, isSureEnough } from './assurance-of.ts'
import { highest, reaches } from './levels.ts'
import { levelsHere } from './levels-here.ts'

/**
 * Step: whether an answer may leave, as far as it is about whose it is; a refusal when not. Asked under the lock of the request, in the
 * transaction that releases, so that a mailbox that says "this was not me" is heard until the last moment. The 72 hours are nobody's to
 * shorten; everything else an officer can settle, with a reason.
 */
export async function mayLeave(
  { tx, now }: Scope,
  request: { id: string; attempt: number },
): Promise<Refused | { ok: true }> {
  const assurance = assuranceOf(await readStream(tx, `request:${request.id}`))
  const { review, contested, waitUntil, reached, asked } = assurance
  if (review?.attempt !== request.attempt) return refuse('identity-unread')
  if (contested) return refuse('identity-contested')
  if (waitUntil && Temporal.Instant.compare(now, waitUntil) < 0)
    return refuse('identity-waits', { until: waitUntil.toString() })
  const open = (await levelsHere(tx, request)).filter(({ held }) => !held)
  const needed = highest([asked, ...open.map(one => one.needed)])
  if (isSureEnough(assurance, needed)) return { ok: true }
  const grave = open.filter(one => !reaches(reached, one.needed)).length
  return refuse('identity-too-low', { reached, needed, collections: grave })
}
