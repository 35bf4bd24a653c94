'use server'

import { redirect } from 'next/navigation'
import { changeSetting } from '#lib/organisation/change-setting.ts'
import { act } from '#lib/web/act.ts'
import { speak } from '../../../../../speak.ts'
import type { SpokenState } from '../../../../../spoken-state.ts'

export async function saveSetting(setting: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = { setting, value: String(form.get('value') ?? '') }
  return speak(await act(form, changeSetting, raw, () => redirect('/admin/settings/portal?saved=yes')))
}
