import { and, eq, lte, sql } from 'drizzle-orm'
import { worker } from '#lib/access/actor.ts'
import { segments } from '#lib/collection/table.ts'
import { begin } from '#lib/db/begin.ts'
import { requests } from '#lib/requests/table.ts'
import { downloadDays } from './release-package.ts'
import { packages } from './table.ts'

/**
 * Requests whose stored data has had its time: released copies past their expiry, and what is still held of requests that ended
 * otherwise as many days ago. (Data of a refused request stays while it is open to complaint, that is until it is closed.)
 */
export const findExpired = (): Promise<string[]> =>
  begin(worker, async ({ tx, now }) => {
    const released = await tx
      .select({ id: packages.requestId })
      .from(packages)
      .where(and(eq(packages.state, 'released'), lte(packages.expiresAt, now)))
      .limit(200)
    const ended = await tx
      .selectDistinct({ id: requests.id })
      .from(requests)
      .innerJoin(segments, eq(segments.requestId, requests.id))
      .where(
        and(
          eq(requests.status, 'closed'),
          lte(requests.changedAt, now.subtract({ hours: 24 * downloadDays })),
          sql`not exists (select from ${packages} p where p.request_id = ${requests.id} and p.state = 'released')`,
        ),
      )
      .limit(200)
    return [...new Set([...released, ...ended].map(({ id }) => id))]
  })
