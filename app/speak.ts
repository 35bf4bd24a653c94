import 'server-only'
import { getTranslations } from 'next-intl/server'
import type { FormState } from '#lib/web/act.ts'
import type { SpokenState } from './spoken-state.ts'

/** Translates what `act` gives a form back, so that no sentence has to travel to the browser before it is needed. */
export async function speak(state: FormState): Promise<SpokenState> {
  if (!state) return null
  const t = await getTranslations('refusals')
  const errors: { [field: string]: string } = {}
  for (const [field, keys] of Object.entries(state.fields)) {
    const key = `fields.${keys[0]}`
    errors[field] = t(t.has(key as never) ? (key as never) : ('fields.other' as never))
  }
  const whole = state.refused.why === 'invalid' && Object.keys(errors).length > 0
  return {
    values: state.values,
    errors,
    problem: whole ? undefined : t(`refusals.${state.refused.why}` as never, state.refused.detail as never),
  }
}
