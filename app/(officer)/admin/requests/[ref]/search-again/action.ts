'use server'

import { redirect } from 'next/navigation'
import { searchAgain } from '#lib/collection/search-again.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Has every source searched anew. */
export async function searchAgainAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, searchAgain, { ref }, () => redirect(`/admin/requests/${ref}?done=searching`))
}
