import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { historyEvents } from '#lib/history/table.ts'
import { type Colleague, readStaff } from '#lib/identity/staff-store.ts'
import { view } from '#lib/kernel/view.ts'
import { packages } from '#lib/packages/table.ts'
import type { Outcome, RefusalGround, Status } from './status.ts'
import { requests, withholdings } from './table.ts'

export type Chosen = {
  ref: string
  status: Status
  dueOn: Temporal.PlainDate
  assignee: Colleague | null
  /** How it seems to have ended, for a request that is over; somebody decides. */
  proposed: Outcome | null
}

/** Requests that somebody ticked, as they stand now, and to whom they may be given. Names no person. */
export const viewChosen = view({
  permission: 'request:read',
  async run({ tx }, { refs }: { refs: readonly string[] }) {
    const staff = await readStaff(tx)
    const found = await tx
      .select()
      .from(requests)
      .where(inArray(requests.ref, [...refs]))
      .orderBy(asc(requests.dueAt), asc(requests.id))
    const chosen: Chosen[] = []
    for (const { id, ref, status, dueOn, assignedTo } of found) {
      const assignee = (assignedTo && staff.get(assignedTo)) || null
      chosen.push({ ref, status, dueOn, assignee, proposed: await proposeOutcome(tx, id, status) })
    }
    const able = [...staff.values()].filter(one => one.state === 'active' && one.role !== 'auditor')
    return { chosen, colleagues: able.toSorted((one, other) => one.name.localeCompare(other.name)) }
  },
})

const ofGround: { [ground in RefusalGround]: Outcome } = {
  unfounded: 'refused-unfounded',
  excessive: 'refused-excessive',
  unidentified: 'refused-unverified',
  exempt: 'refused-exempt',
}

async function proposeOutcome(tx: Tx, id: string, status: Status): Promise<Outcome | null> {
  switch (status) {
    case 'withdrawn':
    case 'lapsed':
      return status
    case 'released':
      return answerOf(tx, id)
    case 'refused': {
      const refused = and(eq(historyEvents.stream, `request:${id}`), eq(historyEvents.type, 'request-refused'))
      const [told] = await tx
        .select({ ground: sql<RefusalGround>`${historyEvents.data} ->> 'ground'` })
        .from(historyEvents)
        .where(refused)
      return told ? (ofGround[told.ground] ?? null) : null
    }
    default:
      return null
  }
}

/** Everything, a part, or that there was nothing: by the package that was released last. */
async function answerOf(tx: Tx, id: string): Promise<Outcome | null> {
  const released = and(eq(packages.requestId, id), inArray(packages.state, ['released', 'destroyed']))
  const [made] = await tx.select().from(packages).where(released).orderBy(sql`${packages.requestedAt} desc`).limit(1)
  if (!made) return null
  const held = await tx
    .select({ id: withholdings.id })
    .from(withholdings)
    .where(eq(withholdings.requestId, id))
    .limit(1)
  if (held.length > 0 || !made.complete) return 'fulfilled-part'
  return made.records > 0 ? 'fulfilled-full' : 'no-data'
}
