'use client'

import { type VerbAction, VerbForm } from '../../../verb-form.tsx'

/** One button for one failed source. */
export const RetryForm = ({ source, submit, action }: { source: string; submit: string; action: VerbAction }) => (
  <VerbForm action={action} label={submit} submit={submit} tone="secondary">
    {() => <input type="hidden" name="source" value={source} readOnly />}
  </VerbForm>
)
