'use client'

import { type VerbAction, VerbForm } from '../../verb-form.tsx'

export const TestForm = (props: { action: VerbAction; label: string; submit: string }) => (
  <VerbForm tone="secondary" {...props} />
)
