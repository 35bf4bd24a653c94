'use server'

import { redirect } from 'next/navigation'
import { withholdPart } from '#lib/requests/withhold-part.ts'
import { act, type FormState } from '#lib/web/act.ts'
import { localPath } from '#lib/web/local-path.ts'

/** Withholds a value, some words of it, a record or a collection, and returns to where it stood. The key of the record comes in the form, never in the address. */
export async function withholdAction(
  ref: string,
  back: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  const text = (name: string) => form.get(name) ?? ''
  const raw = {
    ref,
    dataset: text('dataset'),
    collection: text('collection'),
    key: text('key'),
    field: text('field'),
    position: Number(text('position')),
    words: text('words'),
    ground: form.get('ground'),
    reason: form.get('reason'),
  }
  return act(form, withholdPart, raw, () => redirect(localPath(back)))
}
