'use server'

import { redirect } from 'next/navigation'
import type { Actor } from '#lib/access/actor.ts'
import { contestRequest } from '#lib/assurance/contest-request.ts'
import type { Result } from '#lib/kernel/result.ts'
import { act, requestOrigin } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../speak.ts'
import type { SpokenState } from '../../../spoken-state.ts'

/** Objects to a request. Said twice it is as good as once. */
export async function contest(token: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const once = async (actor: Actor, raw: { token: string; origin: string }): Promise<Result<undefined>> => {
    const result = await contestRequest(actor, raw)
    return !result.ok && result.why === 'already-done' ? { ok: true, value: undefined } : result
  }
  const raw = { token: String(token), origin: await requestOrigin() }
  return speak(await act(form, once, raw, () => redirect('/not-me/done'), await askingActor()))
}
