'use server'

import { redirect } from 'next/navigation'
import { closeRequest } from '#lib/requests/close-request.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Closes a request that is over, with its outcome. */
export async function closeAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, closeRequest, { ref, outcome: form.get('outcome') }, () =>
    redirect(`/admin/requests/${ref}?done=closed`),
  )
}
