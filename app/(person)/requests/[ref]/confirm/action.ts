'use server'

import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { sendMagicLink } from '#lib/identity/send-magic-link.ts'
import { viewOwnAddress } from '#lib/identity/view-own-address.ts'
import { act, requestOrigin } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { noteSent } from '#lib/web/sent-note.ts'
import { speak } from '../../../../speak.ts'
import type { SpokenState } from '../../../../spoken-state.ts'

/** Sends a link to the mailbox that is proved already, and to no other; it leads back to the download. */
export async function sendConfirmation(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const actor = await askingActor()
  const own = await viewOwnAddress(actor, undefined)
  const address = own.ok ? own.value : ''
  const raw = {
    address,
    returnTo: `/requests/${encodeURIComponent(ref)}#download`,
    locale: await getLocale(),
    origin: await requestOrigin(),
  }
  const sent = async () => {
    await noteSent('/sign-in', { address, times: 1 })
    redirect('/sign-in/sent')
  }
  return speak(await act(form, sendMagicLink, raw, sent, actor))
}
