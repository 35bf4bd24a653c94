'use server'

import { redirect } from 'next/navigation'
import { askIdentity } from '#lib/assurance/ask-identity.ts'
import { decideIdentity } from '#lib/assurance/decide-identity.ts'
import { seeDocument } from '#lib/assurance/see-document.ts'
import { act, type FormState } from '#lib/web/act.ts'

const back = (ref: string, done: 'asked' | 'noted' | 'decided') => () =>
  redirect(`/admin/requests/${encodeURIComponent(String(ref))}/identity?done=${done}`)

/** Asks the person to prove who they are; they are told at once, and why. */
export async function askAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  // The page has two forms that want a reason; each field has a name of its own, so that a label leads to the right one.
  const raw = { ref, by: form.get('by'), reason: form.get('doubt') }
  const state = await act(form, askIdentity, raw, back(ref, 'asked'))
  if (!state?.fields.reason) return state
  const { reason, ...fields } = state.fields
  return { ...state, fields: { ...fields, doubt: reason } }
}

/** Notes that a document was looked at: its kind and the day. */
export async function documentAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, seeDocument, { ref, document: form.get('document'), on: form.get('on') }, back(ref, 'noted'))
}

/** Decides how sure we are, and how we came to know, with a reason. */
export async function decideAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  const raw = { ref, how: form.get('how'), sure: form.get('sure'), reason: form.get('reason') }
  return act(form, decideIdentity, raw, back(ref, 'decided'))
}
