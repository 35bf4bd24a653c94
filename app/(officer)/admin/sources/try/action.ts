'use server'

import { type Tried, tryAddress } from '#lib/sources/try-address.ts'
import { act } from '#lib/web/act.ts'
import { speak } from '../../../../speak.ts'
import type { SpokenState } from '../../../../spoken-state.ts'
import { sayTried, type TriedWords } from './say-tried.ts'

/** What the form shows: a refusal with what was typed, or what was found. Nothing of it is kept. */
export type TryState = { spoken: SpokenState; found?: TriedWords; address?: string } | null

export async function tryIt(_previous: TryState, form: FormData): Promise<TryState> {
  const raw = { address: String(form.get('address') ?? ''), purpose: String(form.get('purpose') ?? '') }
  let tried: Tried | undefined
  // There is nowhere to go on to: an address with the result would be one that somebody can keep.
  const state = await act(
    form,
    async (actor, given: typeof raw) => {
      const result = await tryAddress(actor, given)
      if (result.ok) tried = result.value
      return result
    },
    raw,
    () => undefined as never,
  )
  if (tried) return { spoken: null, found: await sayTried(tried), address: raw.address }
  return { spoken: await speak(state) }
}
