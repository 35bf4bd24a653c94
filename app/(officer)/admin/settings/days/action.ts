'use server'

import { redirect } from 'next/navigation'
import { confirmCalendar } from '#lib/law/confirm-calendar.ts'
import { setDay } from '#lib/law/set-day.ts'
import { act } from '#lib/web/act.ts'
import { speak } from '../../../../speak.ts'
import type { SpokenState } from '../../../../spoken-state.ts'

/** Confirms the days that were shown; others than those are refused. */
export async function confirmAction(version: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  return speak(await act(form, confirmCalendar, { version }, () => redirect('/admin/settings/days?done=confirmed')))
}

/** Corrects one day, with a reason. */
export async function setDayAction(_previous: SpokenState, form: FormData): Promise<SpokenState> {
  const field = (name: string) => form.get(name) ?? undefined
  const raw = { day: field('day'), treatAs: field('treatAs'), name: field('name'), reason: field('reason') }
  return speak(await act(form, setDay, raw, () => redirect('/admin/settings/days?done=set')))
}
