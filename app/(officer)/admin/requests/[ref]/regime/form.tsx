'use client'

import { useTranslations } from 'next-intl'
import { CheckboxGroup } from '#components/checkbox-group.tsx'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'
import { ReasonField } from '../decision-fields.tsx'

type Props = {
  action: VerbAction
  label: string
  submit: string
  cancel: string
  choices: readonly { value: string; label: string; hint: string }[]
  applying: readonly string[]
}

export const RegimeForm = ({ choices, applying, ...props }: Props) => {
  const t = useTranslations('officer.forms.regime')
  return (
    <VerbForm {...props}>
      {typed => (
        <>
          <CheckboxGroup
            name="rules"
            label={t('rules')}
            hint={t('rules-hint')}
            values={typed.values('rules', applying)}
            error={typed.error('rules')}
            choices={choices}
          />
          <ReasonField typed={typed} of="regime" />
        </>
      )}
    </VerbForm>
  )
}
