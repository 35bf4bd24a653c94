'use server'

import { redirect } from 'next/navigation'
import { changeRole } from '#lib/identity/change-role.ts'
import { inviteStaff } from '#lib/identity/invite-staff.ts'
import { removeStaff } from '#lib/identity/remove-staff.ts'
import { act } from '#lib/web/act.ts'
import { speak } from '../../../speak.ts'
import type { SpokenState } from '../../../spoken-state.ts'

const field = (form: FormData, name: string) => form.get(name) ?? undefined

export async function invite(_previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = {
    address: field(form, 'address'),
    name: field(form, 'name'),
    role: field(form, 'role'),
    locale: field(form, 'locale'),
  }
  return speak(await act(form, inviteStaff, raw, () => redirect('/admin/people?done=invited')))
}

/** `id` comes with the form's address and is as forgeable as a field: the verb decides. */
export async function change(id: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  return speak(
    await act(form, changeRole, { id, role: field(form, 'role') }, () => redirect('/admin/people?done=changed')),
  )
}

export async function remove(id: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  return speak(await act(form, removeStaff, { id }, () => redirect('/admin/people?done=removed')))
}
