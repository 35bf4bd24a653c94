'use server'

import { redirect } from 'next/navigation'
import { preparePackage } from '#lib/packages/prepare-package.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Has the package built that the officer will read before it leaves. */
export async function prepareAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, preparePackage, { ref }, () => redirect(`/admin/requests/${ref}?done=prepared`))
}
