import { sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Actor, StaffRole } from '#lib/access/actor.ts'
import { readInstant } from '#lib/db/columns.ts'
import { view } from '#lib/kernel/view.ts'
import { hashSession } from './start-session.ts'

export type Session = { actor: Exclude<Actor, { kind: 'visitor' | 'system' }>; expiresAt: string }

type Row = {
  kind: 'person' | 'staff'
  subject_id: string
  role: StaffRole | null
  proved_at: string
  expires_at: string
}

/** Who holds a session token. A removed or demoted member of staff is out, or other, at the next request. */
export const viewSession = view({
  permission: 'session:read',
  async run({ tx, now }, token: string): Promise<Session | undefined> {
    const [row] = await tx.execute<Row>(
      sql`select kind, subject_id, role, proved_at::text, expires_at::text
          from dossier.session_of(${Buffer.from(hashSession(token))}, ${now.toString()}::timestamptz)`,
    )
    if (!row) return undefined
    const expiresAt = readInstant(row.expires_at).toString()
    const provedAt = Temporal.Instant.from(row.proved_at).toString()
    if (row.kind === 'person') return { actor: { kind: 'person', id: row.subject_id, provedAt }, expiresAt }
    return row.role ? { actor: { kind: row.role, id: row.subject_id }, expiresAt } : undefined
  },
})
