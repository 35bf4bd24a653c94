'use server'

import { redirect } from 'next/navigation'
import { act } from '#lib/web/act.ts'
import { leaveSession } from '#lib/web/change-session.ts'

/** Signs out, on the server too. */
export async function signOut(form: FormData): Promise<void> {
  const leave = async () => {
    await leaveSession()
    return { ok: true as const, value: undefined }
  }
  await act(form, leave, {}, () => redirect('/'))
}
