'use server'

import { redirect } from 'next/navigation'
import { extendDeadline } from '#lib/requests/extend-deadline.ts'
import { act, type FormState } from '#lib/web/act.ts'
import { readDraft } from '../read-draft.ts'

/** Extends the time to answer; the person is told at once. */
export async function extendAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  if (form.get('intent') === 'read') return readDraft(form, ref, 'deadline-extended')
  const raw = {
    ...{ ref, ground: form.get('ground'), reason: form.get('reason') },
    newDate: form.get('newDate') ?? undefined,
  }
  return act(form, extendDeadline, raw, () => redirect(`/admin/requests/${ref}?done=extended`))
}
