'use server'

import { redirect } from 'next/navigation'
import { withdrawRequest } from '#lib/requests/withdraw-request.ts'
import { act } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../../speak.ts'
import type { SpokenState } from '../../../../spoken-state.ts'

/** Takes the request back. */
export async function withdraw(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const done = () => redirect(`/requests/${encodeURIComponent(ref)}`)
  return speak(await act(form, withdrawRequest, { ref: String(ref) }, done, await askingActor()))
}
