'use server'

import { redirect } from 'next/navigation'
import { decideMentions } from '#lib/others/decide-mentions.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Holds back or leaves in the places that were ticked, or all of a kind. */
export async function decideAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  const decision = form.get('decision') === 'rejected' ? 'rejected' : 'accepted'
  return act(
    form,
    decideMentions,
    {
      ref,
      mention: form.getAll('mention'),
      which: form.get('which'),
      decision: form.get('decision'),
      reason: form.get('reason'),
    },
    () => redirect(`/admin/requests/${encodeURIComponent(String(ref))}/others?done=${decision}`),
  )
}
