'use server'

import { redirect } from 'next/navigation'
import { liftWithholding } from '#lib/requests/withhold-value.ts'
import { act, type FormState } from '#lib/web/act.ts'
import { localPath } from '#lib/web/local-path.ts'

/** Puts back into the copy what was withheld. */
export async function liftAction(
  ref: string,
  withholding: string,
  back: string,
  _previous: FormState,
  form: FormData,
): Promise<FormState> {
  return act(form, liftWithholding, { ref, withholding }, () => redirect(localPath(back)))
}
