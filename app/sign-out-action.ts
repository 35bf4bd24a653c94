'use server'

import { redirect } from 'next/navigation'
import { endSession } from '#lib/identity/end-session.ts'
import { act } from '#lib/web/act.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { takeSession } from '#lib/web/session-cookie.ts'

/** Ends the session on the server and takes the cookie away; somebody who is out already just goes to the start page. */
export async function signOut(form: FormData): Promise<void> {
  const actor = await currentActor()
  if (actor.kind !== 'visitor') await act(form, endTaken, null, () => redirect('/'), actor)
  redirect('/')
}

/** The cookie is read, and taken, only once `act` has seen that the form was ours. */
const endTaken = async (actor: Parameters<typeof endSession>[0], _raw: never) =>
  endSession(actor, { token: (await takeSession()) ?? '' })
