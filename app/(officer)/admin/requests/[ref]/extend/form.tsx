'use client'

import { extensionGrounds } from '#lib/requests/status.ts'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'
import { GroundField, ReasonField } from '../decision-fields.tsx'

export const ExtendForm = (props: {
  action: VerbAction
  label: string
  submit: string
  read: string
  cancel: string
}) => (
  <VerbForm {...props}>
    {typed => (
      <>
        <GroundField typed={typed} of="extend" grounds={extensionGrounds} />
        <ReasonField typed={typed} of="extend" />
      </>
    )}
  </VerbForm>
)
