'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/field.tsx'
import { TextArea } from '#components/text-area.tsx'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'

export const MisdirectedForm = (props: { action: VerbAction; label: string; submit: string; cancel: string }) => {
  const t = useTranslations('officer.forms.misdirected')
  return (
    <VerbForm {...props} tone="danger">
      {typed => {
        const field = (name: string) => ({ name, value: typed.value(name), error: typed.error(name) })
        return (
          <>
            <TextArea {...field('account')} label={t('account')} hint={t('account-hint')} maxLength={4000} />
            <Field {...field('awareOn')} type="date" label={t('aware')} hint={t('aware-hint')} />
            <Field {...field('awareTime')} label={t('time')} width="short" inputMode="numeric" maxLength={5} />
          </>
        )
      }}
    </VerbForm>
  )
}
