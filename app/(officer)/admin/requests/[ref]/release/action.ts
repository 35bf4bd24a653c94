'use server'

import { redirect } from 'next/navigation'
import { releasePackage } from '#lib/packages/release-package.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Releases the package that was read; the person is told at once. */
export async function releaseAction(ref: string, _previous: FormState, form: FormData): Promise<FormState> {
  return act(
    form,
    releasePackage,
    {
      ref,
      package: form.get('package'),
      incomplete: form.get('incomplete') ?? undefined,
      explanation: form.get('explanation') ?? undefined,
      lateness: form.get('lateness') ?? undefined,
    },
    () => redirect(`/admin/requests/${ref}?done=released`),
  )
}
