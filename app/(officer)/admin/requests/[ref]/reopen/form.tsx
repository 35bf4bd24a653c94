'use client'

import { useTranslations } from 'next-intl'
import { RadioGroup } from '#components/radio-group.tsx'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'
import { ReasonField } from '../decision-fields.tsx'

export const ReopenForm = (props: { action: VerbAction; label: string; submit: string; cancel: string }) => {
  const t = useTranslations('officer.forms.reopen')
  return (
    <VerbForm {...props}>
      {typed => (
        <>
          <RadioGroup
            name="extent"
            label={t('ground')}
            value={typed.value('extent')}
            error={typed.error('extent')}
            choices={(['same', 'new'] as const).map(value => ({
              value,
              label: t(value),
              hint: t(`${value}-hint`),
            }))}
          />
          <ReasonField typed={typed} of="reopen" />
        </>
      )}
    </VerbForm>
  )
}
