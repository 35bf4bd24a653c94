import { desc, eq } from 'drizzle-orm'
import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { isOpen } from './status.ts'
import { requests } from './table.ts'

/** A person has few requests; whoever has more sees the latest. */
const most = 100

/** The requests of the person who asks, newest first. Dates are civil dates of the organisation's zone, instants UTC. */
export const viewOwnRequests = view({
  permission: 'request:read-own',
  async run({ tx, actor, now }, _query: undefined) {
    const rows = await tx
      .select({
        ref: requests.ref,
        status: requests.status,
        receivedAt: requests.receivedAt,
        dueOn: requests.dueOn,
        dueAt: requests.dueAt,
        pausedSince: requests.pausedSince,
      })
      .from(requests)
      .where(eq(requests.personId, actor.id))
      .orderBy(desc(requests.receivedAt), desc(requests.ref))
      .limit(most)
    const organisation = await readOrganisation(tx)
    const late = (row: (typeof rows)[number]) =>
      isOpen(row.status) && !row.pausedSince && row.dueAt.epochMilliseconds <= now.epochMilliseconds
    return {
      zone: organisation?.zone ?? 'UTC',
      requests: rows.map(row => ({ ...row, open: isOpen(row.status), overdue: late(row) })),
    }
  },
})
