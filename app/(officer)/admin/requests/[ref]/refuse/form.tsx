'use client'

import { refusalGrounds } from '#lib/requests/status.ts'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'
import { GroundField, ReasonField } from '../decision-fields.tsx'
import { LatenessField } from '../lateness-field.tsx'

export const RefuseForm = ({
  late,
  ...props
}: {
  action: VerbAction
  label: string
  submit: string
  read: string
  cancel: string
  late: boolean
}) => (
  <VerbForm {...props} tone="danger">
    {typed => (
      <>
        <GroundField typed={typed} of="refuse" grounds={refusalGrounds} />
        <ReasonField typed={typed} of="refuse" />
        <LatenessField typed={typed} late={late} />
      </>
    )}
  </VerbForm>
)
