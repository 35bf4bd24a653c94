'use client'

import { type VerbAction, VerbForm } from '../../../verb-form.tsx'

export const SearchAgainForm = (props: { action: VerbAction; label: string; submit: string; cancel: string }) => (
  <VerbForm {...props} />
)
