import { eq } from 'drizzle-orm'
import { readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
import type { Status } from '#lib/requests/status.ts'
import { requests } from '#lib/requests/table.ts'
import { type Assurance, assuranceOf, isSureEnough } from './assurance-of.ts'
import { highest, type Level } from './levels.ts'
import { type LevelHere, levelsHere } from './levels-here.ts'

export type Identity = Assurance & {
  status: Status
  needed: Level
  enough: boolean
  /** Whether the 72 hours still run. */
  waiting: boolean
  /** Whether the findings of the present attempt were looked at. */
  read: boolean
  collections: LevelHere[]
}

/** How sure we are of the person behind a request, and what that allows: levels, codes and dates, nothing that was found. */
export const viewIdentity = view({
  permission: 'request:read',
  async run({ tx, now, actor }, { ref }: { ref: string }): Promise<Identity | undefined> {
    const [request] = await tx.select().from(requests).where(eq(requests.ref, ref))
    if (!request) return undefined
    const assurance = assuranceOf(await readStream(tx, `request:${request.id}`))
    // An admin sees that requests exist, not what was found or held back.
    const collections = actor.kind === 'officer' ? await levelsHere(tx, request) : []
    const needed = highest([assurance.asked, ...collections.filter(one => !one.held).map(one => one.needed)])
    return {
      ...assurance,
      status: request.status,
      needed,
      enough: isSureEnough(assurance, needed),
      waiting: assurance.waitUntil !== null && assurance.waitUntil.epochMilliseconds > now.epochMilliseconds,
      read: assurance.review?.attempt === request.attempt && request.attempt > 0,
      collections,
    }
  },
})
