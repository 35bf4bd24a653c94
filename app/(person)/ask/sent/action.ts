'use server'

import { redirect } from 'next/navigation'
import { mendAddress } from '#lib/requests/mend-address.ts'
import { act, requestOrigin } from '#lib/web/act.ts'
import { namedVisitor } from '#lib/web/current-actor.ts'
import { noteSent, readSent } from '#lib/web/sent-note.ts'
import { speak } from '../../../speak.ts'
import type { SpokenState } from '../../../spoken-state.ts'

/** Sends the link again, to the same address or to a corrected one. Which request it is, the sealed cookie says. */
export async function sendAgain(_previous: SpokenState, form: FormData): Promise<SpokenState> {
  const sent = await readSent('/ask')
  const address = String(form.get('address') ?? '')
  const raw = { ref: sent?.ref ?? '', address, origin: await requestOrigin() }
  const done = async ({ ref }: { ref: string }) => {
    await noteSent('/ask', { ref, address: address.trim(), times: (sent?.times ?? 0) + 1 })
    redirect('/ask/sent')
  }
  return speak(await act(form, mendAddress, raw, done, await namedVisitor()))
}
