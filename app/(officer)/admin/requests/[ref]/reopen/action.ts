'use server'

import { redirect } from 'next/navigation'
import { reopenRequest } from '#lib/requests/reopen-request.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Takes a closed request up again; the desk goes on with the one that follows it. */
export async function reopenAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  const raw = { ref, extent: form.get('extent') ?? undefined, reason: form.get('reason') }
  return act(form, reopenRequest, raw, value => redirect(`/admin/requests/${value.ref}?done=reopened`))
}
