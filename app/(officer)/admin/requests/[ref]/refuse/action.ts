'use server'

import { redirect } from 'next/navigation'
import { refuseRequest } from '#lib/requests/refuse-request.ts'
import { act, type FormState } from '#lib/web/act.ts'
import { readDraft } from '../read-draft.ts'

/** Refuses the request in full; the person is told why and where to complain. */
export async function refuseAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  if (form.get('intent') === 'read') return readDraft(form, ref, 'request-refused')
  const raw = {
    ref,
    ground: form.get('ground'),
    reason: form.get('reason'),
    lateness: form.get('lateness') ?? undefined,
  }
  return act(form, refuseRequest, raw, () => redirect(`/admin/requests/${ref}?done=refused`))
}
