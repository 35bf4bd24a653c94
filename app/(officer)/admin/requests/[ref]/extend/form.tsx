'use client'

import { Field } from '#components/field.tsx'
import { extensionGrounds } from '#lib/requests/status.ts'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'
import { GroundField, ReasonField } from '../decision-fields.tsx'

export const ExtendForm = ({
  newDate,
  ...props
}: {
  action: VerbAction
  label: string
  submit: string
  read: string
  cancel: string
  /** How the day is asked for, where a law has the notice name it. */
  newDate?: { label: string; hint: string } | undefined
}) => (
  <VerbForm {...props}>
    {typed => (
      <>
        <GroundField typed={typed} of="extend" grounds={extensionGrounds} />
        {newDate && (
          <Field
            name="newDate"
            type="date"
            {...newDate}
            value={typed.value('newDate')}
            error={typed.error('newDate')}
          />
        )}
        <ReasonField typed={typed} of="extend" />
      </>
    )}
  </VerbForm>
)
