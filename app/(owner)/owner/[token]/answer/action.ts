'use server'

import { redirect } from 'next/navigation'
import { removeFile } from '#lib/owners/add-file.ts'
import { answerAsOwner } from '#lib/owners/answer-as-owner.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { act, requestOrigin } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../../speak.ts'
import type { SpokenState } from '../../../../spoken-state.ts'

/** The answer, which closes the question. */
export async function answer(token: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = {
    ...{ token: String(token), origin: await requestOrigin() },
    ...{ answer: form.get('answer') ?? undefined, note: String(form.get('note') ?? '') },
  }
  return speak(await act(form, answerAsOwner, raw, () => redirect('/owner/done'), await askingActor()))
}

/** Takes one file back. Recorded first: what lies in the vault without a row is cleared away, never the reverse. */
export async function remove(token: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = { token: String(token), origin: await requestOrigin(), file: String(form.get('file') ?? '') }
  const done = async ({ requestId, objectId }: { requestId: string; objectId: string }) => {
    await houseVault().remove(requestId, objectId)
    redirect(`/owner/${encodeURIComponent(raw.token)}/answer?removed=yes#files`)
  }
  return speak(await act(form, removeFile, raw, done, await askingActor()))
}
