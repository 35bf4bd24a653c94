'use server'

import { redirect } from 'next/navigation'
import { acknowledgeDispute } from '#lib/disputes/acknowledge-dispute.ts'
import { decideDispute } from '#lib/disputes/decide-dispute.ts'
import { investigateDispute } from '#lib/disputes/investigate-dispute.ts'
import { act } from '#lib/web/act.ts'
import { speak } from '../../../../../speak.ts'
import type { SpokenState } from '../../../../../spoken-state.ts'

type Action = (ref: string, dispute: string, previous: SpokenState, form: FormData) => Promise<SpokenState>

const back = (ref: string) => () => redirect(`/admin/requests/${ref}?done=dispute`)

export const acknowledgeAction: Action = async (ref, dispute, _previous, form) =>
  speak(await act(form, acknowledgeDispute, { ref, dispute }, back(ref)))

export const investigateAction: Action = async (ref, dispute, _previous, form) =>
  speak(await act(form, investigateDispute, { ref, dispute }, back(ref)))

export const decideAction: Action = async (ref, dispute, _previous, form) => {
  const raw = { ref, dispute, outcome: form.get('outcome') ?? undefined, reason: form.get('reason') ?? undefined }
  return speak(await act(form, decideDispute, raw, back(ref)))
}
