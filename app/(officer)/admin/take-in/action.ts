'use server'

import { redirect } from 'next/navigation'
import { takeInRequest } from '#lib/requests/take-in-request.ts'
import { act, type FormState } from '#lib/web/act.ts'

const fields = [
  ...['channel', 'receivedOn', 'address', 'country', 'relation', 'message'],
  ...['locale', 'behalf', 'agent', 'authority', 'proof', 'postal'],
]

/** Writes down a request that came by another way than the portal. */
export async function takeInAction(_previous: FormState, form: FormData): Promise<FormState> {
  const raw = Object.fromEntries(fields.map(name => [name, form.get(name) ?? undefined]))
  return act(form, takeInRequest, raw, ({ ref }) => redirect(`/admin/requests/${ref}?done=taken-in`))
}
