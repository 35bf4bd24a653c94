'use client'

import { type ReactNode, useActionState } from 'react'
import { Checkbox } from '#components/checkbox.tsx'
import { ErrorSummary } from '#components/error-summary.tsx'
import { Field } from '#components/field.tsx'
import { Form } from '#components/form.tsx'
import { type Option, Select } from '#components/select.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import type { SpokenState } from '../../../../spoken-state.ts'

export type Posed = { name: string; kind: 'line' | 'month'; label: string; hint?: string | undefined }

type Props = {
  action: (previous: SpokenState, form: FormData) => Promise<SpokenState>
  questions: readonly Posed[]
  /** What the person declares, where the level wants a declaration. */
  declaration: string | undefined
  words: {
    problem: string
    sending: string
    submit: string
    month: string
    year: string
    yearHint: string
    months: readonly Option[]
  }
  children: ReactNode
}

type Typed = { error: string | undefined; value: (part?: string) => string | undefined }

/** One answer: a line, or a month by its name and a year. */
const Answer = ({ posed, words, typed }: { posed: Posed; words: Props['words']; typed: Typed }) => {
  const { name, kind, label, hint } = posed
  if (kind === 'line')
    return (
      <Field
        name={name}
        label={label}
        hint={hint}
        error={typed.error}
        value={typed.value()}
        maxLength={300}
        autoComplete="off"
        spellCheck={false}
      />
    )
  return (
    <fieldset id={name} tabIndex={-1} className={typed.error ? 'border-s-4 border-danger ps-4' : ''}>
      <legend className="font-semibold">{label}</legend>
      {hint && <p className="text-ink-soft">{hint}</p>}
      {typed.error && <p className="mt-1.5 font-semibold text-danger">{typed.error}</p>}
      <div className="mt-2 flex flex-wrap items-end gap-4">
        <Select name={`${name}-month`} label={words.month} options={words.months} value={typed.value('-month')} />
        <Field
          name={`${name}-year`}
          label={`${words.year} (${words.yearHint})`}
          value={typed.value('-year')}
          inputMode="numeric"
          width="short"
          maxLength={4}
          autoComplete="off"
        />
      </div>
    </fieldset>
  )
}

/** The questions of one try. Keeps what was typed when it was not right; posts natively without JavaScript. */
export const FactsForm = ({ action, questions, declaration, words, children }: Props) => {
  const [state, send] = useActionState(action, null)
  const named = [...questions.map(({ name }) => name), 'declared']
  const errors = [
    ...(state?.problem ? [{ message: state.problem }] : []),
    ...named.flatMap(field => (state?.errors[field] ? [{ field, message: state.errors[field] }] : [])),
  ]
  return (
    <>
      {errors.length > 0 && (
        <div className="mb-8">
          <ErrorSummary title={words.problem} errors={errors} />
        </div>
      )}
      {children}
      <Form action={send}>
        {questions.map(posed => (
          <Answer
            key={posed.name}
            posed={posed}
            words={words}
            typed={{
              error: state?.errors[posed.name],
              value: (part = '') => state?.values[`${posed.name}${part}`]?.[0],
            }}
          />
        ))}
        {declaration && (
          <Checkbox
            name="declared"
            label={declaration}
            checked={state?.values.declared?.[0] === 'yes'}
            error={state?.errors.declared}
          />
        )}
        <div data-print="no" className="grid sm:flex">
          <SubmitButton sending={words.sending}>{words.submit}</SubmitButton>
        </div>
      </Form>
    </>
  )
}
