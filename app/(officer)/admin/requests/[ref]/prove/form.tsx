'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/field.tsx'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'
import { ReasonField } from '../decision-fields.tsx'

export const ProveForm = (props: { action: VerbAction; label: string; submit: string; cancel: string }) => {
  const t = useTranslations('officer.forms.prove')
  return (
    <VerbForm {...props}>
      {typed => (
        <>
          <Field
            name="code"
            label={t('code')}
            value={typed.value('code')}
            error={typed.error('code')}
            width="half"
            autoComplete="off"
            spellCheck={false}
          />
          <ReasonField typed={typed} of="prove" />
        </>
      )}
    </VerbForm>
  )
}
