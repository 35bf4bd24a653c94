import type { Scope } from '#lib/db/begin.ts'
import { newToken } from '#lib/kernel/ids.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { insertSession } from './store.ts'

/** A person's session: long enough to read an answer, short enough for a shared phone. Staff: a working day. */
export const sessionHours = { person: 2, staff: 8 } as const

export type StartedSession = { token: string; expiresAt: string }

export const hashSession = (token: string): Uint8Array => hashOf('session', token)

/** Step: a new session for a proved subject. The token goes to the cookie alone; the table holds its keyed hash. */
export async function startSession(scope: Scope, kind: 'person' | 'staff', subjectId: string): Promise<StartedSession> {
  const token = newToken()
  const expiresAt = scope.now.add({ hours: sessionHours[kind] })
  await insertSession(scope.tx, { tokenHash: hashSession(token), kind, subjectId, provedAt: scope.now, expiresAt })
  return { token, expiresAt: expiresAt.toString() }
}
