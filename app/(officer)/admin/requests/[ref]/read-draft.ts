import 'server-only'
import { viewLetterDraft } from '#lib/requests/view-letter-draft.ts'
import { type FormState, failed } from '#lib/web/act.ts'
import { currentActor } from '#lib/web/current-actor.ts'

/** The letter that a decision would send, with the reason as typed; nothing is decided. */
export async function readDraft(
  form: FormData,
  ref: string,
  kind: 'deadline-extended' | 'request-refused',
): Promise<FormState> {
  const asked = {
    ref,
    kind,
    ground: form.get('ground'),
    reason: form.get('reason'),
    lateness: form.get('lateness') ?? undefined,
    newDate: form.get('newDate') ?? undefined,
  }
  const found = await viewLetterDraft(await currentActor(), asked)
  if (!found.ok) return failed(form, found)
  if ('fields' in found.value) return failed(form, { ok: false, why: 'invalid', fields: found.value.fields })
  return { ...failed(form, { ok: false, why: 'invalid' })!, letter: found.value }
}
