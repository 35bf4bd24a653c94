'use server'

import { redirect } from 'next/navigation'
import type { Actor } from '#lib/access/actor.ts'
import { disownLink } from '#lib/identity/disown-link.ts'
import type { Result } from '#lib/kernel/result.ts'
import { act } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../../speak.ts'
import type { SpokenState } from '../../../../spoken-state.ts'

/** Switches the link off and drops the request made with it. A link that is gone already is as good: the answer is the same. */
export async function disown(token: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const disownIfThere = async (actor: Actor, raw: { token: string }): Promise<Result<undefined>> => {
    const result = await disownLink(actor, raw)
    return !result.ok && result.why === 'link-unknown' ? { ok: true, value: undefined } : result
  }
  const raw = { token: String(token) }
  return speak(await act(form, disownIfThere, raw, () => redirect('/verify/disowned'), await askingActor()))
}
