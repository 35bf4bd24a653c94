'use server'

import { redirect } from 'next/navigation'
import { proveByPost } from '#lib/requests/prove-by-post.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** The code that was posted has come back: the search begins. */
export async function proveAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, proveByPost, { ref, code: form.get('code'), seen: form.get('reason') }, () =>
    redirect(`/admin/requests/${ref}?done=post-proved`),
  )
}
