'use client'

import { useTranslations } from 'next-intl'
import { RadioGroup } from '#components/radio-group.tsx'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'

type Props = {
  action: VerbAction
  label: string
  submit: string
  cancel: string
  colleagues: readonly { value: string; label: string }[]
  now: string
}

export const AssignForm = ({ colleagues, now, ...props }: Props) => {
  const t = useTranslations('officer.forms.assign')
  return (
    <VerbForm {...props}>
      {typed => (
        <RadioGroup
          name="to"
          label={t('to')}
          value={typed.value('to', now)}
          error={typed.error('to')}
          choices={[...colleagues, { value: '', label: t('nobody') }]}
        />
      )}
    </VerbForm>
  )
}
