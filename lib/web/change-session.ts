import 'server-only'
import { endSession } from '#lib/identity/end-session.ts'
import type { StartedSession } from '#lib/identity/start-session.ts'
import { currentActor } from './current-actor.ts'
import { giveSession, takeSession } from './session-cookie.ts'

/** Signs out whoever is signed in, on the server and in the browser. From a server action only. */
export async function leaveSession(): Promise<void> {
  const actor = await currentActor()
  const token = await takeSession()
  if (token && actor.kind !== 'visitor') await endSession(actor, { token })
}

/** Hands the browser a session in the place of the one it had, which ends. */
export async function changeSession(session: StartedSession): Promise<void> {
  await leaveSession()
  await giveSession(session)
}
