'use server'

import { redirect } from 'next/navigation'
import { confirmHouseRule } from '#lib/law/confirm-rule.ts'
import { switchRule } from '#lib/law/switch-rule.ts'
import { act } from '#lib/web/act.ts'
import { speak } from '../../../../speak.ts'
import type { SpokenState } from '../../../../spoken-state.ts'

/** Confirms the figure of one version with the source that was read. */
export async function confirmAction(
  rule: string,
  version: string,
  _previous: SpokenState,
  form: FormData,
): Promise<SpokenState> {
  const raw = { rule, version, source: form.get('source') ?? undefined }
  return speak(await act(form, confirmHouseRule, raw, () => redirect('/admin/settings/rules?done=confirmed')))
}

/** Puts a rule on or off, with the reason. */
export async function switchAction(
  rule: string,
  enabled: 'on' | 'off',
  _previous: SpokenState,
  form: FormData,
): Promise<SpokenState> {
  const raw = { rule, enabled, reason: form.get('reason') ?? undefined }
  return speak(await act(form, switchRule, raw, () => redirect('/admin/settings/rules?done=switched')))
}
