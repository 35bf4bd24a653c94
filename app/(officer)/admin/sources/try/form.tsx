'use client'

import { useActionState } from 'react'
import { Actions } from '#components/actions.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { ErrorSummary } from '#components/error-summary.tsx'
import { Field } from '#components/field.tsx'
import { Form } from '#components/form.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { TextArea } from '#components/text-area.tsx'
import type { TryState } from './action.ts'
import { Result, type ResultWords } from './result.tsx'

type Props = {
  action: (previous: TryState, form: FormData) => Promise<TryState>
  words: { [name in 'title' | 'problem' | 'sending' | 'cancel' | 'submit' | 'address' | 'purpose' | 'hint']: string }
  result: ResultWords
}

/** Asks for the address and what for, and shows what was found on the same page, which nobody can keep an address of. */
export const TryForm = ({ action, words, result }: Props) => {
  const [state, send] = useActionState(action, null)
  const errors = Object.entries(state?.spoken?.errors ?? {}).map(([field, message]) => ({ field, message }))
  const said = state?.spoken?.problem ? [{ message: state.spoken.problem }, ...errors] : errors
  const of = (name: 'address' | 'purpose') => ({
    name,
    value: state?.spoken?.values[name]?.[0],
    error: state?.spoken?.errors[name],
  })
  return (
    <>
      <ErrorSummary title={words.problem} errors={said} />
      {state?.found && <Result found={state.found} address={state.address ?? ''} words={result} />}
      <div className="max-w-3xl">
        <Form action={send} label={words.title}>
          <Field {...of('address')} type="email" label={words.address} spellCheck={false} maxLength={300} />
          <TextArea {...of('purpose')} label={words.purpose} hint={words.hint} rows={3} maxLength={1000} />
          <Actions>
            <SubmitButton sending={words.sending}>{words.submit}</SubmitButton>
            <ButtonLink href="/admin/sources" tone="quiet">
              {words.cancel}
            </ButtonLink>
          </Actions>
        </Form>
      </div>
    </>
  )
}
