import 'server-only'
import { getTranslations } from 'next-intl/server'
import type { FormState } from '#lib/web/act.ts'

/** A form's state in the reader's language: what was typed, what is wrong with each field, why it was refused as a whole. */
export type Spoken = {
  values: { [name: string]: string[] }
  errors: { [field: string]: string }
  problem: string | undefined
} | null

/** Says what `act` gives a form back, so that no sentence travels to the browser before it is needed. */
export async function speak(state: FormState): Promise<Spoken> {
  if (!state) return null
  const t = await getTranslations('refusals')
  const errors: { [field: string]: string } = {}
  for (const [field, [key]] of Object.entries(state.fields)) {
    const path = `fields.${key}`
    errors[field] = t(t.has(path) ? path : 'fields.other')
  }
  const { why } = state.refused
  const problem = why === 'invalid' && Object.keys(errors).length > 0 ? undefined : t(`refusals.${why}`)
  return { values: state.values, errors, problem }
}

/** The words every form needs besides its own. */
export async function formWords(submit: string): Promise<{ problem: string; sending: string; submit: string }> {
  const says = await getTranslations('shell.form')
  return { problem: says('problem'), sending: says('sending'), submit }
}
