'use server'

import { redirect } from 'next/navigation'
import { changeRegime } from '#lib/requests/change-regime.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Corrects which law applies; the dates follow. */
export async function regimeAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, changeRegime, { ref, rules: form.getAll('rules'), reason: form.get('reason') }, () =>
    redirect(`/admin/requests/${ref}?done=regime-changed`),
  )
}
