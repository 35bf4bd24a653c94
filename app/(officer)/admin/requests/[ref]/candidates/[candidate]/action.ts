'use server'

import { redirect } from 'next/navigation'
import { decideCandidates } from '#lib/candidates/decide-candidates.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Says whose the records of a candidate are, or that none of those left is the person's. */
export async function decideAction(
  ref: string,
  candidate: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const decision = form.get('decision')
  return act(form, decideCandidates, { ref, candidate, decision, reason: form.get('reason') }, () =>
    redirect(
      `/admin/requests/${encodeURIComponent(String(ref))}/candidates?done=${decision === 'theirs' ? 'theirs' : 'not-theirs'}`,
    ),
  )
}
