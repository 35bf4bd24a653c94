'use server'

import { redirect } from 'next/navigation'
import { askFacts } from '#lib/assurance/ask-facts.ts'
import { decideIdentity } from '#lib/assurance/decide-identity.ts'
import { seeDocument } from '#lib/assurance/see-document.ts'
import { act, type FormState } from '#lib/web/act.ts'

const back = (ref: string, done: 'asked' | 'noted' | 'decided') => () =>
  redirect(`/admin/requests/${encodeURIComponent(String(ref))}/identity?done=${done}`)

/** Has the person asked for facts. */
export async function askAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, askFacts, { ref, level: form.get('level') }, back(ref, 'asked'))
}

/** Notes that a document was looked at: its kind and the day. */
export async function documentAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, seeDocument, { ref, document: form.get('document'), on: form.get('on') }, back(ref, 'noted'))
}

/** Decides how sure we are, with a reason. */
export async function decideAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, decideIdentity, { ref, sure: form.get('sure'), reason: form.get('reason') }, back(ref, 'decided'))
}
