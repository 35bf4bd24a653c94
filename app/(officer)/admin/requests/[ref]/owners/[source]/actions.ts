'use server'

import { redirect } from 'next/navigation'
import { retryFailed } from '#lib/collection/retry-failed.ts'
import { changeOwner, chaseOwner } from '#lib/owners/chase-owner.ts'
import { standIn } from '#lib/owners/stand-in.ts'
import { act, type FormState } from '#lib/web/act.ts'

const page = (ref: string, source: string, done: string) =>
  redirect(`/admin/requests/${ref}/owners/${encodeURIComponent(source)}?done=${done}`)

const text = (form: FormData, name: string) => String(form.get(name) ?? '')

export async function chase(ref: string, source: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, chaseOwner, { ref, source }, () => page(ref, source, 'chased'))
}

export async function change(ref: string, source: string, _previous: FormState, form: FormData): Promise<FormState> {
  const raw = { ref, source, address: text(form, 'address'), locale: text(form, 'locale') }
  return act(form, changeOwner, raw, () => page(ref, source, 'changed'))
}

/** Leads the officer to the very page the colleague has, by a link of their own. */
export async function stand(ref: string, source: string, _previous: FormState, form: FormData): Promise<FormState> {
  const raw = { ref, source, reason: text(form, 'reason') }
  return act(form, standIn, raw, ({ token }) => redirect(`/owner/${token}`))
}

export async function again(ref: string, source: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, retryFailed, { ref, source }, () => page(ref, source, 'chased'))
}
