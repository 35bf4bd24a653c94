'use server'

import { getTranslations } from 'next-intl/server'
import type { Actor, StaffRole } from '#lib/access/actor.ts'
import { askNewPasskey, askPasskey } from '#lib/identity/ask-passkey.ts'
import { joinStaff } from '#lib/identity/join-staff.ts'
import { signInStaff } from '#lib/identity/sign-in-staff.ts'
import type { StartedSession } from '#lib/identity/start-session.ts'
import { newId } from '#lib/kernel/ids.ts'
import type { Result } from '#lib/kernel/result.ts'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { cameFromOurPage, requestOrigin } from '#lib/web/act.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { giveSession } from '#lib/web/session-cookie.ts'
import type { Said } from './passkey-button.tsx'
import { roomOf } from './seen.ts'

/** Whoever stands at the door is nobody yet, whatever session the browser still has. */
const atTheDoor = async (): Promise<Extract<Actor, { kind: 'visitor' }>> => {
  const actor = await currentActor()
  return actor.kind === 'visitor' ? actor : { kind: 'visitor', id: newId() }
}

/** One sentence for a refusal; at the door "not allowed" means that no such passkey is known. */
async function say<T>(result: Result<T>): Promise<Said<T>> {
  if (result.ok) return result
  const t = await getTranslations('staff.refusals')
  return { ok: false, sentence: t(t.has(result.why) ? result.why : 'other') }
}

async function guarded<T>(work: () => Promise<Result<T>>): Promise<Said<T>> {
  return say((await cameFromOurPage()) ? await work() : { ok: false, why: 'invalid' })
}

async function enter(said: Said<{ session: StartedSession; role: StaffRole }>): Promise<Said<string>> {
  if (!said.ok) return said
  const { session, role } = said.value
  await giveSession(session)
  // Before the first run is finished nothing can be accepted: an admin is led to where it is finished.
  const organisation = await viewOrganisation(await atTheDoor(), undefined)
  return { ok: true, value: role === 'admin' && !organisation.ok ? '/admin/settings' : roomOf(role) }
}

export const askForPasskey = async () => guarded(async () => askPasskey(await atTheDoor(), await requestOrigin()))

export const signInWithPasskey = async (answer: unknown): Promise<Said<string>> =>
  enter(
    await guarded(async () =>
      signInStaff(await atTheDoor(), { answer: answer as never, origin: await requestOrigin() }),
    ),
  )

export const askForNewPasskey = async (token: string) => {
  const door = await getTranslations('staff.door')
  return guarded(async () =>
    askNewPasskey(await atTheDoor(), { token: String(token), origin: await requestOrigin(), rpName: door('title') }),
  )
}

export const joinWithPasskey = async (token: string, answer: unknown): Promise<Said<string>> =>
  enter(
    await guarded(async () =>
      joinStaff(await atTheDoor(), { token: String(token), answer: answer as never, origin: await requestOrigin() }),
    ),
  )
