'use server'

import { redirect } from 'next/navigation'
import { askFee } from '#lib/requests/ask-fee.ts'
import { recordFee } from '#lib/requests/record-fee.ts'
import { act } from '#lib/web/act.ts'
import { speak } from '../../../../../speak.ts'
import type { SpokenState } from '../../../../../spoken-state.ts'

const field = (form: FormData, name: string) => form.get(name) ?? undefined

/** Asks for a fee; the person is told the amount and why. */
export async function askAction(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  const raw = { ref, amount: field(form, 'amount'), currency: field(form, 'currency'), reason: field(form, 'reason') }
  return speak(await act(form, askFee, raw, () => redirect(`/admin/requests/${ref}?done=fee-asked`)))
}

/** Records that it was paid. */
export async function recordAction(ref: string, _previous: SpokenState, form: FormData): Promise<SpokenState> {
  return speak(await act(form, recordFee, { ref }, () => redirect(`/admin/requests/${ref}?done=fee-paid`)))
}
