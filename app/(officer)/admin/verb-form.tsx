'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useActionState } from 'react'
import { Actions } from '#components/actions.tsx'
import { Button, type ButtonTone } from '#components/button.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { ErrorSummary } from '#components/error-summary.tsx'
import { Form } from '#components/form.tsx'
import { Notice } from '#components/notice.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import type { FormState } from '#lib/web/act.ts'
import { LetterText } from '../../letter-text.tsx'

export type VerbAction = (previous: FormState, form: FormData) => Promise<FormState>

/** What a form shows again after a refusal. */
export type Typed = {
  /** What was typed in a field, else what stood there first. */
  value: (name: string, first?: string) => string | undefined
  values: (name: string, first?: readonly string[]) => readonly string[]
  error: (name: string) => string | undefined
}

type Props = {
  action: VerbAction
  label: string
  submit: string
  tone?: ButtonTone | undefined
  cancel?: string | undefined
  /** A sentence in place of the general one, for one reason of refusal. */
  instead?: { [why: string]: string } | undefined
  /** A second button that shows the letter first; the action answers `intent=read` with it. */
  read?: string | undefined
  children?: (typed: Typed) => ReactNode
}

/** The form of a verb: says what was refused and why, keeps what was typed, sends once. Works without JavaScript. */
export const VerbForm = ({ action, label, submit, tone, cancel, instead, read, children }: Props) => {
  const [state, send] = useActionState(action, null)
  const t = useTranslations()
  const sentence = (key: string) =>
    t(t.has(`refusals.fields.${key}`) ? `refusals.fields.${key}` : 'refusals.fields.other')
  const errors = Object.entries(state?.fields ?? {}).map(([field, [key = 'other']]) => ({
    field: field || undefined,
    message: sentence(key),
  }))
  if (state && !state.letter && errors.length === 0) {
    const { why, detail } = state.refused
    errors.push({ field: undefined, message: instead?.[why] ?? t(`refusals.refusals.${why}`, detail) })
  }
  const typed: Typed = {
    value: (name, first) => state?.values[name]?.[0] ?? first,
    values: (name, first = []) => (state ? (state.values[name] ?? []) : first),
    error: name => errors.find(({ field }) => field === name)?.message,
  }
  const button = (
    <SubmitButton tone={tone} sending={t('shell.form.sending')}>
      {submit}
    </SubmitButton>
  )
  return (
    <>
      <ErrorSummary title={t('shell.form.problem')} errors={errors} />
      {state?.letter && (
        <section className="sheet flow p-5">
          <Notice tone="neutral" announce="status" title={t('letters.draft.title')}>
            <p>{t('letters.draft.lead', { language: t(`letters.list.languages.${state.letter.locale}`) })}</p>
          </Notice>
          <div className="flow" lang={state.letter.locale}>
            <h2>{state.letter.page.subject}</h2>
            <LetterText paragraphs={state.letter.page.paragraphs} />
          </div>
        </section>
      )}
      <Form action={send} label={label}>
        {children?.(typed)}
        {cancel ? (
          <Actions>
            {button}
            {read && (
              <Button type="submit" tone="secondary" name="intent" value="read">
                {read}
              </Button>
            )}
            <ButtonLink href={cancel} tone="quiet">
              {t('shell.form.cancel')}
            </ButtonLink>
          </Actions>
        ) : (
          <div>{button}</div>
        )}
      </Form>
    </>
  )
}
