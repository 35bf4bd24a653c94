'use server'

import { redirect } from 'next/navigation'
import type { Actor } from '#lib/access/actor.ts'
import { answerFacts } from '#lib/assurance/answer-facts.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import { act } from '#lib/web/act.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { speak } from '../../../../speak.ts'
import type { SpokenState } from '../../../../spoken-state.ts'

const most = 3

type Tried = { passed: boolean; left: number }

/** Sends the answers. What was typed is shown again after a wrong try, and is kept nowhere. */
export async function answer(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const page = `/requests/${encodeURIComponent(String(ref))}/identity`
  const text = (name: string) => String(form.get(name) ?? '')
  const answers = Array.from({ length: most }, (_, index) => {
    const [line, month, year] = ['', '-month', '-year'].map(part => text(`fact-${index}${part}`))
    return line || (month && year ? `${year.trim()}-${month}` : '')
  })
  const tryOnce = async (
    actor: Actor,
    raw: { ref: string; answers: string[]; declared?: 'yes' },
  ): Promise<Result<Tried>> => {
    const tried = await answerFacts(actor, raw)
    return tried.ok && !tried.value.passed && tried.value.left > 0
      ? refuse('facts-wrong', { left: tried.value.left })
      : tried
  }
  const raw = { ref: String(ref), answers, declared: form.get('declared') === 'yes' ? 'yes' : undefined }
  const done = ({ passed }: Tried) => redirect(`${page}?done=${passed ? 'passed' : 'failed'}`)
  return speak(await act(form, tryOnce, raw, done, await askingActor()))
}
