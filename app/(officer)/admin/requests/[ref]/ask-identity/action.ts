'use server'

import { redirect } from 'next/navigation'
import { askIdentity } from '#lib/requests/ask-identity.ts'
import { recordIdentity } from '#lib/requests/record-identity.ts'
import { act } from '#lib/web/act.ts'
import { speak } from '../../../../../speak.ts'
import type { SpokenState } from '../../../../../spoken-state.ts'

/** Asks the person to prove who they are; they are told at once and why. */
export async function askAction(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const done = () => redirect(`/admin/requests/${ref}?done=identity-asked`)
  return speak(await act(form, askIdentity, { ref, reason: form.get('reason') ?? undefined }, done))
}

/** Records that they did, and how. */
export async function recordAction(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const done = () => redirect(`/admin/requests/${ref}?done=identity-given`)
  return speak(await act(form, recordIdentity, { ref, how: form.get('how') ?? undefined }, done))
}
