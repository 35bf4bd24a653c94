'use client'

import { type VerbAction, VerbForm } from '../../../verb-form.tsx'

export const PrepareForm = (props: { action: VerbAction; label: string; submit: string }) => <VerbForm {...props} />
