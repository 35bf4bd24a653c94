'use client'

import { useTranslations } from 'next-intl'
import { useActionState } from 'react'
import { FieldError } from '#components/field-frame.tsx'
import { Icon } from '#components/icon.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import type { VerbAction } from './verb-form.tsx'

/** One line that finds a request by its reference or the person's exact address. */
export const FindForm = ({ action }: { action: VerbAction }) => {
  const [state, send] = useActionState(action, null)
  const t = useTranslations()
  const error =
    state &&
    (state.refused.why === 'not-found' ? t('officer.forms.find.nothing') : t(`refusals.refusals.${state.refused.why}`))
  return (
    <search data-print="no" className="w-full max-w-xl">
      <form action={send} noValidate>
        <label htmlFor="q" className="block text-sm font-semibold">
          {t('officer.forms.find.label')}
        </label>
        <FieldError id="q">{error ?? undefined}</FieldError>
        <div className="mt-1 flex gap-2">
          <input
            id="q"
            name="q"
            type="search"
            dir="auto"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={state?.values.q?.[0]}
            aria-describedby={error ? 'q-error' : undefined}
            aria-invalid={error ? true : undefined}
            className="control min-w-0"
          />
          <SubmitButton tone="secondary" sending={t('shell.form.search')}>
            <span className="inline-flex items-center gap-2">
              <Icon name="search" />
              {t('shell.form.search')}
            </span>
          </SubmitButton>
        </div>
      </form>
    </search>
  )
}
