'use server'

import { redirect } from 'next/navigation'
import { answerQuestion } from '#lib/requests/answer-question.ts'
import { writeToTeam } from '#lib/requests/write-to-team.ts'
import { act } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../../speak.ts'
import type { SpokenState } from '../../../../spoken-state.ts'

const back = (ref: string, done: string) => () => redirect(`/requests/${encodeURIComponent(ref)}/messages?done=${done}`)

/** Sends a message to the privacy team. */
export async function write(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = { ref: String(ref), text: form.get('text') }
  return speak(await act(form, writeToTeam, raw, back(ref, 'sent'), await askingActor()))
}

/** Answers the question that waits. */
export async function answer(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = { ref: String(ref), ending: 'answered', text: form.get('answer') }
  const state = await speak(await act(form, answerQuestion, raw, back(ref, 'answered'), await askingActor()))
  // Two fields of this page hold a text; this form calls its own by another name.
  return state?.errors.text ? { ...state, errors: { answer: state.errors.text } } : state
}

/** Goes on without answering. */
export async function decline(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = { ref: String(ref), ending: 'declined' }
  return speak(await act(form, answerQuestion, raw, back(ref, 'declined'), await askingActor()))
}
