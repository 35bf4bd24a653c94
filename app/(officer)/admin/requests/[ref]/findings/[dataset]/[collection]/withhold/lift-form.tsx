'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { FieldError } from '#components/field-frame.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import type { VerbAction } from '../../../../../../verb-form.tsx'

/** One button: the value will be in the copy after all. */
export const LiftForm = ({ action, submit }: { action: VerbAction; submit: string }) => {
  const [state, send] = useActionState(action, null)
  const t = useTranslations()
  return (
    <form action={send}>
      <FieldError id="lift">{state ? t(`refusals.refusals.${state.refused.why}`) : undefined}</FieldError>
      <SubmitButton tone="quiet" sending={t('shell.form.sending')}>
        {submit}
      </SubmitButton>
    </form>
  )
}
