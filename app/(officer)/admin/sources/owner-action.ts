'use server'

import { redirect } from 'next/navigation'
import { setManualSource } from '#lib/owners/set-manual-source.ts'
import { act, type FormState } from '#lib/web/act.ts'

const names = [
  ...['key', 'label', 'address', 'locale', 'days', 'purpose', 'legalBasis', 'origin'],
  ...['recipients', 'sensitivity', 'asked'],
] as const

/** Says who answers for a place that no program can read. */
export async function setOwner(_previous: FormState, form: FormData): Promise<FormState> {
  const raw = Object.fromEntries(names.map(name => [name, form.get(name) ?? undefined]))
  return act(form, setManualSource, raw, () => redirect('/admin/sources?done=owner'))
}
