'use server'

import { redirect } from 'next/navigation'
import { lookAsOwner } from '#lib/owners/look-as-owner.ts'
import { act, requestOrigin } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { notePressed } from '#lib/web/owner-visit.ts'
import { speak } from '../../../speak.ts'
import type { SpokenState } from '../../../spoken-state.ts'

/** The button behind the link: this browser may see whose data is looked for. */
export async function look(token: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = { token: String(token), origin: await requestOrigin() }
  const done = async () => {
    await notePressed(raw.token)
    redirect(`/owner/${encodeURIComponent(raw.token)}/answer`)
  }
  return speak(await act(form, lookAsOwner, raw, done, await askingActor()))
}
