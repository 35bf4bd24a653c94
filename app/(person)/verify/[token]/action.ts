'use server'

import { redirect } from 'next/navigation'
import { proveAddress } from '#lib/identity/prove-address.ts'
import { renewLink } from '#lib/identity/renew-link.ts'
import { act, requestOrigin } from '#lib/web/act.ts'
import { changeSession } from '#lib/web/change-session.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { localPath } from '#lib/web/local-path.ts'
import { forgetSent } from '#lib/web/sent-note.ts'
import { speak } from '../../../speak.ts'
import type { SpokenState } from '../../../spoken-state.ts'

/** Proves the mailbox: consumes the link, gives the browser a session in the place of any other, and goes where the link led. */
export async function prove(token: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = { token: String(token), origin: await requestOrigin() }
  const proved = await act(
    form,
    proveAddress,
    raw,
    async ({ session, returnTo }) => {
      await changeSession(session)
      redirect(localPath(returnTo))
    },
    await askingActor(),
  )
  return speak(proved)
}

/** Sends a new link to the mailbox of an expired one. */
export async function renew(token: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = { token: String(token), origin: await requestOrigin() }
  const sent = async () => {
    // An address noted by an earlier visit would be the wrong one to show.
    await forgetSent('/sign-in')
    redirect('/sign-in/sent')
  }
  return speak(await act(form, renewLink, raw, sent, await askingActor()))
}
