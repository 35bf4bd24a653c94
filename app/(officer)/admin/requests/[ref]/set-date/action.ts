'use server'

import { redirect } from 'next/navigation'
import { confirmDate } from '#lib/requests/confirm-date.ts'
import { dropDate } from '#lib/requests/drop-date.ts'
import { proposeDate } from '#lib/requests/propose-date.ts'
import { act } from '#lib/web/act.ts'
import { speak } from '../../../../../speak.ts'
import type { SpokenState } from '../../../../../spoken-state.ts'

/** Proposes another date; it takes effect when somebody else confirms it. */
export async function proposeAction(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = { ref, on: form.get('on') ?? undefined, reason: form.get('reason') ?? undefined }
  return speak(await act(form, proposeDate, raw, () => redirect(`/admin/requests/${ref}?done=date-proposed`)))
}

/** The second person says yes. */
export async function confirmAction(
  ref: string,
  override: string,
  _previous: SpokenState,
  form: FormData,
): Promise<SpokenState> {
  return speak(await act(form, confirmDate, { ref, override }, () => redirect(`/admin/requests/${ref}?done=date-set`)))
}

/** Either of them says no. */
export async function dropAction(
  ref: string,
  override: string,
  _previous: SpokenState,
  form: FormData,
): Promise<SpokenState> {
  return speak(await act(form, dropDate, { ref, override }, () => redirect(`/admin/requests/${ref}?done=date-dropped`)))
}
