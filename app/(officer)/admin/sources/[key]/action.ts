'use server'

import { redirect } from 'next/navigation'
import { askCheck } from '#lib/sources/ask-check.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Has the worker test whether a source can be reached. */
export async function test(key: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, askCheck, { key }, () => redirect(`/admin/sources/${encodeURIComponent(key)}#test`))
}
