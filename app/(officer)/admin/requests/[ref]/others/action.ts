'use server'

import { redirect } from 'next/navigation'
import { decideMentions } from '#lib/others/decide-mentions.ts'
import type { Mentions } from '#lib/others/view-mentions.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Holds back or leaves in the places that were ticked, or all of a kind. `open`: how many of each kind the page told of. */
export async function decideAction(
  ref: string,
  open: Mentions['open'],
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const told = Object.entries(open).filter(([kind]) => form.get('which') === 'all' || form.get('which') === kind)
  const decision = form.get('decision') === 'rejected' ? 'rejected' : 'accepted'
  return act(
    form,
    decideMentions,
    {
      ref,
      mention: form.getAll('mention'),
      which: form.get('which'),
      open: told.reduce((sum, [, count]) => sum + count, 0),
      decision: form.get('decision'),
      reason: form.get('reason'),
    },
    () => redirect(`/admin/requests/${encodeURIComponent(String(ref))}/others?done=${decision}`),
  )
}
