import { eq, inArray } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Tx } from '#lib/db/begin.ts'
import { readStream } from '#lib/history/read-stream.ts'
import { view } from '#lib/kernel/view.ts'
import { openValue } from '#lib/vault/house-keys.ts'
import { listClosedBreaches, listOpenBreaches } from './breach-store.ts'
import { readReasons } from './keep-reason.ts'
import { breaches, requests } from './table.ts'

/** Every breach with what was decided when, the most urgent first. Says of which request, never whose or what. */
export const viewBreaches = view({
  permission: 'breach:read',
  async run({ tx, now }, _query: undefined) {
    const rows = [...(await listOpenBreaches(tx)), ...(await listClosedBreaches(tx))]
    const refs = await refsOf(
      tx,
      rows.map(({ requestId }) => requestId),
    )
    return rows.map(({ requestId, ...row }) => ({ ...row, ref: refs.get(requestId)!, overdue: isOverdue(row, now) }))
  },
})

/** Late when the authority was neither told within 72 hours nor found not to need telling by then. */
const isOverdue = (
  { dueAt, authority, authorityAt }: Pick<typeof breaches.$inferSelect, 'dueAt' | 'authority' | 'authorityAt'>,
  now: Temporal.Instant,
) => authority !== 'not-needed' && Temporal.Instant.compare(authorityAt ?? now, dueAt) > 0

const refsOf = async (tx: Tx, ids: readonly string[]): Promise<Map<string, string>> =>
  ids.length === 0
    ? new Map()
    : new Map(
        (
          await tx
            .select({ id: requests.id, ref: requests.ref })
            .from(requests)
            .where(inArray(requests.id, [...ids]))
        ).map(({ id, ref }) => [id, ref]),
      )

const account = z.object({ text: z.string() })

/** One breach with what happened and why it was decided so: for officers, whose look is recorded. */
export const viewBreach = view({
  permission: 'breach:handle',
  recordsLook: ({ breach }: { breach: string }) => ({ at: `breach/${breach}`, ref: null }),
  async run({ tx, now }, { breach: id }) {
    if (!z.uuid().safeParse(id).success) return undefined
    const [breach] = await tx.select().from(breaches).where(eq(breaches.id, id))
    if (!breach) return undefined
    const refs = await refsOf(tx, [breach.requestId])
    const reasons = await readReasons(tx, breach.requestId)
    const history = await readStream(tx, `request:${breach.requestId}`)
    const { requestId: _request, account: sealed, ...row } = breach
    return {
      ...row,
      ref: refs.get(breach.requestId)!,
      overdue: isOverdue(row, now),
      account: account.parse(openValue(`breach.account:${id}`, sealed)).text,
      told: history.flatMap(({ at, event }) =>
        (event.type === 'breach-decided' || event.type === 'breach-closed') && event.breach === id
          ? [{ at, event, reason: reasons.get(event.reason) ?? null }]
          : [],
      ),
    }
  },
})
