'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/field.tsx'
import { RadioGroup } from '#components/radio-group.tsx'
import { TextArea } from '#components/text-area.tsx'
import { breachDecisions } from '#lib/requests/status.ts'
import { type VerbAction, VerbForm } from '../../verb-form.tsx'

type Props = { action: VerbAction; label: string; submit: string }

/** Told when, or not needed why. */
export const DecideForm = ({ about, ...props }: Props & { about: string }) => {
  const t = useTranslations('officer.forms.breach')
  return (
    <VerbForm {...props}>
      {typed => {
        const field = (name: string) => ({
          name: `${about}-${name}`,
          value: typed.value(`${about}-${name}`),
          error: typed.error(`${about}-${name}`),
        })
        return (
          <>
            <RadioGroup
              {...field('decision')}
              label={t('decision')}
              choices={breachDecisions.map(value => ({ value, label: t(value) }))}
            />
            <Field {...field('on')} type="date" label={t('on')} hint={t('on-hint')} />
            <Field {...field('time')} label={t('time')} width="short" inputMode="numeric" maxLength={5} />
            <TextArea {...field('reason')} label={t('reason')} hint={t('reason-hint')} maxLength={4000} />
          </>
        )
      }}
    </VerbForm>
  )
}

export const CloseForm = (props: Props) => {
  const t = useTranslations('officer.forms.breach')
  return (
    <VerbForm {...props}>
      {typed => (
        <TextArea
          name="reason"
          label={t('close')}
          hint={t('close-hint')}
          value={typed.value('reason')}
          error={typed.error('reason')}
          maxLength={4000}
        />
      )}
    </VerbForm>
  )
}
