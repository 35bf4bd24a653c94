'use server'

import { redirect } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { submitRequest } from '#lib/requests/submit-request.ts'
import { act, requestOrigin } from '#lib/web/act.ts'
import { clearDraft, readDraft } from '#lib/web/ask-draft.ts'
import { namedVisitor } from '#lib/web/current-actor.ts'
import { noteSent } from '#lib/web/sent-note.ts'
import { speak } from '../../../speak.ts'
import type { SpokenState } from '../../../spoken-state.ts'

/** Sends the request with the answers that were kept; the form itself holds none, so none can be changed on the way. */
export async function sendRequest(_previous: SpokenState, form: FormData): Promise<SpokenState> {
  const draft = await readDraft()
  const raw = { ...draft, locale: await getLocale(), origin: await requestOrigin() }
  const sent = async ({ ref }: { ref: string }) => {
    await clearDraft()
    await noteSent('/ask', { address: draft.address ?? '', ref, times: 1 })
    redirect('/ask/sent')
  }
  return speak(await act(form, submitRequest, raw, sent, await namedVisitor()))
}
