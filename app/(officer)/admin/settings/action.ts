'use server'

import { redirect } from 'next/navigation'
import { setOrganisation } from '#lib/organisation/set-organisation.ts'
import { act } from '#lib/web/act.ts'
import { type Spoken, speak } from '../../../staff/spoken.ts'

/** A code is typed in either case; the verb knows one. */
const code = (value: FormDataEntryValue | null) =>
  String(value ?? '')
    .trim()
    .toUpperCase()

export async function saveOrganisation(_previous: Spoken, form: FormData): Promise<Spoken> {
  const names = ['name', 'address', 'contact', 'zone', 'sender', 'authorityName', 'authorityUrl']
  const raw = {
    ...Object.fromEntries(names.map(name => [name, String(form.get(name) ?? '').trim()])),
    country: code(form.get('country')),
    region: code(form.get('region')),
    locales: form.getAll('locales'),
  }
  return speak(await act(form, setOrganisation, raw, () => redirect('/admin/settings?saved=yes')))
}
