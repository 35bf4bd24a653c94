'use server'

import { redirect } from 'next/navigation'
import type { Actor } from '#lib/access/actor.ts'
import { nameFormerAddress } from '#lib/assurance/name-former-address.ts'
import type { Result } from '#lib/kernel/result.ts'
import { act, requestOrigin } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../../speak.ts'
import type { SpokenState } from '../../../../spoken-state.ts'

type Raw = { ref: string; address: string; origin: string }

/** Names a former address; one that was named before is as good. */
export async function nameAddress(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const once = async (actor: Actor, raw: Raw): Promise<Result<undefined>> => {
    const result = await nameFormerAddress(actor, raw)
    return !result.ok && result.why === 'already-done' ? { ok: true, value: undefined } : result
  }
  const raw = { ref: String(ref), address: String(form.get('address') ?? ''), origin: await requestOrigin() }
  const done = () => redirect(`/requests/${encodeURIComponent(raw.ref)}/former-address?done=yes`)
  return speak(await act(form, once, raw, done, await askingActor()))
}
