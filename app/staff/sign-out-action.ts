'use server'

import { redirect } from 'next/navigation'
import { endSession } from '#lib/identity/end-session.ts'
import { act } from '#lib/web/act.ts'
import { currentActor } from '#lib/web/current-actor.ts'
import { takeSession } from '#lib/web/session-cookie.ts'

/** Ends the session on the server and takes the cookie. */
export async function signOut(form: FormData): Promise<void> {
  // Asked first: without the cookie nobody would be signed in any more who could end it.
  const actor = await currentActor()
  const token = (await takeSession()) ?? ''
  await act(form, endSession, { token }, () => redirect('/staff'), actor)
  redirect('/staff')
}
