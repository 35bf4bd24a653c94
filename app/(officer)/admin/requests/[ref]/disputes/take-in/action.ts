'use server'

import { redirect } from 'next/navigation'
import { takeInDispute } from '#lib/disputes/take-in-dispute.ts'
import { act, type FormState } from '#lib/web/act.ts'

const fields = ['kind', 'channel', 'receivedOn', 'text']

/** Writes down a complaint or an appeal that came by another way than the portal. */
export async function takeInDisputeAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  const raw = { ref, ...Object.fromEntries(fields.map(name => [name, form.get(name) ?? undefined])) }
  return act(form, takeInDispute, raw, () => redirect(`/admin/requests/${ref}?done=dispute-taken-in`))
}
