import { and, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { view } from '#lib/kernel/view.ts'
import type { Place } from '#lib/requests/audit-filter.ts'
import type { HistoryEvent } from './events.ts'
import { historyEvents } from './table.ts'

const PAGE = 100

type Query = { ref?: string; who?: string; after?: Place; before?: Place }

/** Who looked at what, and who was refused: newest first. `who` is an actor as the history names it, `officer:<id>`. */
export const viewLooks = view({
  permission: 'audit:read',
  recordsLook: ({ ref }: Query) => ({ at: 'looks', ref: ref ?? null }),
  async run({ tx }, { ref, who, after, before }) {
    const chosen: (SQL | undefined)[] = [
      inArray(historyEvents.type, ['looked', 'denied']),
      ref === undefined ? undefined : sql`${historyEvents.data} ->> 'ref' = ${ref}`,
      who === undefined ? undefined : eq(historyEvents.actor, who),
      after && beyond(after, sql`<`),
      !after && before ? beyond(before, sql`>`) : undefined,
    ]
    const backwards = !after && before !== undefined
    const by = backwards ? asc : desc
    const rows = await tx
      .select()
      .from(historyEvents)
      .where(and(...chosen))
      .orderBy(by(historyEvents.at), by(historyEvents.stream), by(historyEvents.version))
      .limit(PAGE + 1)
    const looks = rows.slice(0, PAGE).map(({ type, data, stream, version, at, actor }) => ({
      ...{ at, actor, id: `${stream}:${version}` },
      event: { type, ...(data as object) } as Extract<HistoryEvent, { type: 'looked' | 'denied' }>,
    }))
    return { looks: backwards ? looks.reverse() : looks, more: rows.length > PAGE }
  },
})

function beyond({ at, id }: Place, than: SQL): SQL {
  const [, stream = '', version = '0'] = /^(.*):(\d{1,9})$/.exec(id) ?? []
  return sql`(${historyEvents.at}, ${historyEvents.stream}, ${historyEvents.version}) ${than} (${at}::timestamptz, ${stream}, ${version}::int)`
}
