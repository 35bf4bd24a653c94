'use server'

import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { sendMagicLink } from '#lib/identity/send-magic-link.ts'
import { act, requestOrigin } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { localPath } from '#lib/web/local-path.ts'
import { noteSent } from '#lib/web/sent-note.ts'
import { speak } from '../../speak.ts'
import type { SpokenState } from '../../spoken-state.ts'

/** Sends a link to whatever mailbox was named; the answer is the same for known and unknown ones. */
export async function sendLink(_previous: SpokenState, form: FormData): Promise<SpokenState> {
  const address = String(form.get('address') ?? '')
  const raw = {
    address,
    returnTo: localPath(form.get('to')),
    locale: await getLocale(),
    origin: await requestOrigin(),
  }
  const sent = async () => {
    await noteSent('/sign-in', { address: address.trim(), times: 1 })
    redirect('/sign-in/sent')
  }
  return speak(await act(form, sendMagicLink, raw, sent, await askingActor()))
}
