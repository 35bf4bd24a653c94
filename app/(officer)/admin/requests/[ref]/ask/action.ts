'use server'

import { redirect } from 'next/navigation'
import { askQuestion } from '#lib/requests/ask-question.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Asks the person a question; where the law allows it, the clock stands still until the answer. */
export async function askAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(form, askQuestion, { ref, text: form.get('text') }, () =>
    redirect(`/admin/requests/${ref}/messages?done=asked`),
  )
}
