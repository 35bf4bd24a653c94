'use client'

import { Field } from '#components/field.tsx'
import { grounds } from '#lib/packages/grounds.ts'
import { type VerbAction, VerbForm } from '../../../../../../verb-form.tsx'
import { GroundField, ReasonField } from '../../../../decision-fields.tsx'

type Props = {
  action: VerbAction
  label: string
  submit: string
  cancel: string
  /** What is withheld: the record's key as JSON (empty: the whole collection) and the field (empty: the whole record). */
  what: { dataset: string; collection: string; key: string; field: string; position: string }
  /** Label and hint of the field for some words of a text; null where all goes. */
  words: { label: string; hint: string; optional: string } | null
}

export const WithholdForm = ({ what, words, ...props }: Props) => (
  <VerbForm {...props}>
    {typed => (
      <>
        {Object.entries(what).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} readOnly />
        ))}
        {words && (
          <Field {...words} name="words" value={typed.value('words')} error={typed.error('words')} maxLength={500} />
        )}
        <GroundField typed={typed} of="withhold" grounds={grounds} />
        <ReasonField typed={typed} of="withhold" />
      </>
    )}
  </VerbForm>
)
