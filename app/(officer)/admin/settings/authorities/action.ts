'use server'

import { redirect } from 'next/navigation'
import { correctAuthority } from '#lib/organisation/correct-authority.ts'
import { act } from '#lib/web/act.ts'
import { speak } from '../../../../speak.ts'
import type { SpokenState } from '../../../../spoken-state.ts'

/** Puts what an admin read in place of an entry of the directory. */
export async function correctAction(id: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = { id, name: form.get('name'), url: String(form.get('url') ?? '').trim(), source: form.get('source') }
  return speak(await act(form, correctAuthority, raw, () => redirect('/admin/settings/authorities?saved=yes')))
}
