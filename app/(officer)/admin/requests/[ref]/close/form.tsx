'use client'

import { useTranslations } from 'next-intl'
import { RadioGroup } from '#components/radio-group.tsx'
import type { Outcome } from '#lib/requests/status.ts'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'

type Props = {
  action: VerbAction
  label: string
  submit: string
  cancel: string
  outcomes: readonly Outcome[]
  derived: Outcome | undefined
}

export const CloseForm = ({ outcomes, derived, ...props }: Props) => {
  const t = useTranslations('officer.forms.close')
  return (
    <VerbForm {...props}>
      {typed => (
        <RadioGroup
          name="outcome"
          label={t('outcome')}
          value={typed.value('outcome', outcomes.length === 1 ? outcomes[0] : derived)}
          error={typed.error('outcome')}
          choices={outcomes.map(value => ({ value, label: t(`outcomes.${value}`) }))}
        />
      )}
    </VerbForm>
  )
}
