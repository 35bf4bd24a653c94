'use server'

import { redirect } from 'next/navigation'
import { raiseDispute } from '#lib/disputes/raise-dispute.ts'
import { act } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../../../speak.ts'
import type { SpokenState } from '../../../../../spoken-state.ts'

/** Sends the complaint or the appeal. */
export async function raise(ref: string, kind: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const done = () => redirect(`/requests/${encodeURIComponent(ref)}`)
  const raw = { ref: String(ref), kind, text: form.get('text') ?? undefined }
  return speak(await act(form, raiseDispute, raw, done, await askingActor()))
}
