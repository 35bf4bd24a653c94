'use server'

import { redirect } from 'next/navigation'
import { act } from '#lib/web/act.ts'
import { keepAnswer, nextQuestion, questions } from '#lib/web/ask-draft.ts'
import { speak } from '../../../speak.ts'
import type { SpokenState } from '../../../spoken-state.ts'

/** Keeps one answer and goes to the next question, or to the check when all are answered. */
export async function saveAnswer(asked: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const question = questions.find(one => one === asked) ?? 'address'
  const answered = await act(form, keepAnswer(question), { [question]: form.get(question) ?? undefined }, draft =>
    redirect(`/ask/${nextQuestion(draft) ?? 'check'}`),
  )
  return speak(answered)
}
