'use server'

import { redirect } from 'next/navigation'
import { dropQuestion } from '#lib/requests/drop-question.ts'
import { writeToPerson } from '#lib/requests/write-to-person.ts'
import { act, type FormState } from '#lib/web/act.ts'

const back = (ref: string, done: string) => () => redirect(`/admin/requests/${ref}/messages?done=${done}`)

/** Writes to the person; the mail says only that something waits. */
export async function writeAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, writeToPerson, { ref, text: form.get('text') }, back(ref, 'written'))
}

/** Goes on without the answer to the question that waits. */
export async function dropAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, dropQuestion, { ref }, back(ref, 'dropped'))
}
