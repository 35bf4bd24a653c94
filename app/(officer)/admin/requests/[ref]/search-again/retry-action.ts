'use server'

import { redirect } from 'next/navigation'
import { retryFailed } from '#lib/collection/retry-failed.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Has one failed source read again; the others keep what they found. */
export async function retryAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  const source = String(form.get('source') ?? '')
  return act(form, retryFailed, { ref, source }, () => redirect(`/admin/requests/${ref}?done=retrying`))
}
