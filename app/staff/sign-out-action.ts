'use server'

import { redirect } from 'next/navigation'
import type { Actor } from '#lib/access/actor.ts'
import { endSession } from '#lib/identity/end-session.ts'
import { act } from '#lib/web/act.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { takeSession } from '#lib/web/session-cookie.ts'

/** Ends the session on the server and takes the cookie. Somebody who is out already is just shown the door. */
export async function signOut(form: FormData): Promise<void> {
  // Asked first: without the cookie nobody would be signed in any more who could end it.
  const actor = await currentActor()
  await act(form, endTaken, null, () => redirect('/staff'), actor)
  redirect('/staff')
}

/** The cookie is taken only once `act` has seen that the form was ours: another site must not sign anybody out. */
const endTaken = async (actor: Actor, _raw: never) => endSession(actor, { token: (await takeSession()) ?? '' })
