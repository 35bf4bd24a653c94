'use server'

import { redirect } from 'next/navigation'
import { setOrganisation } from '#lib/organisation/set-organisation.ts'
import { act } from '#lib/web/act.ts'
import { speak } from '../../../speak.ts'
import type { SpokenState } from '../../../spoken-state.ts'

/** A code is typed in either case; the verb knows one. */
const code = (value: FormDataEntryValue | null) =>
  String(value ?? '')
    .trim()
    .toUpperCase()

export async function saveOrganisation(_previous: SpokenState, form: FormData): Promise<SpokenState> {
  const names = ['name', 'address', 'contact', 'zone', 'sender', 'authorityName', 'authorityUrl']
  const raw = {
    ...Object.fromEntries(names.map(name => [name, String(form.get(name) ?? '').trim()])),
    country: code(form.get('country')),
    region: code(form.get('region')),
    locales: form.getAll('locales'),
  }
  return speak(await act(form, setOrganisation, raw, () => redirect('/admin/settings?saved=yes')))
}
