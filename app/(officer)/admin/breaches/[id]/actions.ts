'use server'

import { redirect } from 'next/navigation'
import { closeBreach, decideBreach } from '#lib/requests/decide-breach.ts'
import { act, type FormState } from '#lib/web/act.ts'

const back = (breach: string) => () => redirect(`/admin/breaches/${encodeURIComponent(breach)}`)

/** Records that the authority or those concerned were told, or why they need not be. */
export async function decideAction(
  breach: string,
  about: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  // The two forms of the page name their fields apart, so that an error stands beside the right one.
  const value = (name: string) => form.get(`${about}-${name}`) ?? undefined
  const raw = {
    breach,
    about,
    decision: value('decision'),
    on: value('on'),
    time: value('time'),
    reason: value('reason'),
  }
  const state = await act(form, decideBreach, raw, back(breach))
  if (!state) return state
  const fields = Object.fromEntries(Object.entries(state.fields).map(([name, keys]) => [`${about}-${name}`, keys]))
  return { ...state, fields }
}

/** Closes the record. */
export async function closeAction(breach: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, closeBreach, { breach, reason: form.get('reason') }, back(breach))
}
