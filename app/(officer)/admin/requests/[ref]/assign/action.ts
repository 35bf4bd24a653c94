'use server'

import { redirect } from 'next/navigation'
import { assignRequest } from '#lib/requests/assign-request.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Gives the request to a colleague, or to nobody. */
export async function assignAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, assignRequest, { ref, to: form.get('to') }, () => redirect(`/admin/requests/${ref}?done=assigned`))
}
