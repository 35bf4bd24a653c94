'use server'

import { redirect } from 'next/navigation'
import { publishNotice } from '#lib/notices/publish-notice.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Publishes a version of the privacy notice. */
export async function publish(_previous: FormState, form: FormData): Promise<FormState> {
  const names = ['effectiveOn', 'en', 'de', 'changesEn', 'changesDe']
  const raw = Object.fromEntries(names.map(name => [name, String(form.get(name) ?? '')]))
  return act(form, publishNotice, raw, ({ number }) => redirect(`/admin/notices?done=${number}`))
}
