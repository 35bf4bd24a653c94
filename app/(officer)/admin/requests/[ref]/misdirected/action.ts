'use server'

import { redirect } from 'next/navigation'
import { reportMisdirection } from '#lib/requests/report-misdirection.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Revokes the copy and records the breach. */
export async function misdirectedAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  const raw = {
    ref,
    account: form.get('account'),
    awareOn: form.get('awareOn') ?? undefined,
    awareTime: form.get('awareTime') ?? undefined,
  }
  return act(form, reportMisdirection, raw, ({ breach }) => redirect(`/admin/breaches/${breach}`))
}
