'use client'

import { useActionState } from 'react'
import { Actions } from '#components/actions.tsx'
import type { ButtonTone } from '#components/button.tsx'
import { ButtonLink } from '#components/button-link.tsx'
import { CheckboxGroup } from '#components/checkbox-group.tsx'
import type { Choice } from '#components/choice-group.tsx'
import { ErrorSummary } from '#components/error-summary.tsx'
import { Field } from '#components/field.tsx'
import type { FieldText } from '#components/field-frame.tsx'
import { Form } from '#components/form.tsx'
import { RadioGroup } from '#components/radio-group.tsx'
import { type Option, Select } from '#components/select.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { TextArea } from '#components/text-area.tsx'
import type { SpokenState } from '../spoken-state.ts'

type Asked = Omit<FieldText, 'error'> & { name: string }

/** One thing a form asks, and what stands there before anybody typed. */
export type Question = Asked &
  (
    | { kind: 'text' | 'email' | 'url'; value?: string; width?: 'half' | 'short' }
    | { kind: 'date'; value?: string }
    | { kind: 'area'; value?: string; maxLength: number }
    | { kind: 'one-of'; choices: readonly Choice[]; value?: string }
    | { kind: 'some-of'; choices: readonly Choice[]; values?: readonly string[] }
    | { kind: 'list'; options: readonly Option[]; value?: string }
  )

type Props = {
  action: (previous: SpokenState, form: FormData) => Promise<SpokenState>
  questions: readonly Question[]
  words: { problem: string; sending: string; submit: string }
  cancel?: { href: string; text: string }
  tone?: ButtonTone
  /** Names the form where a page has several. */
  label?: string
}

type Typed = { error: string | undefined; typed: string[] | undefined }

// `kind` must not travel on: a choice group has one of its own.
const Control = ({ question, error, typed }: Typed & { question: Question }) => {
  switch (question.kind) {
    case 'one-of': {
      const { kind: _, value, ...rest } = question
      return <RadioGroup {...rest} error={error} value={typed?.[0] ?? value} />
    }
    case 'some-of': {
      const { kind: _, values = [], ...rest } = question
      return <CheckboxGroup {...rest} error={error} values={typed ?? values} />
    }
    case 'list': {
      const { kind: _, value, ...rest } = question
      return <Select {...rest} error={error} value={typed?.[0] ?? value} />
    }
    case 'area': {
      const { kind: _, value, ...rest } = question
      return <TextArea {...rest} error={error} value={typed?.[0] ?? value} />
    }
    default: {
      const { kind, value, ...rest } = question
      return <Field {...rest} type={kind} error={error} value={typed?.[0] ?? value} spellCheck={false} />
    }
  }
}

/** A form of the staff's: keeps what was typed when it is refused, and says what is wrong above and beside each field. */
export const StaffForm = ({ action, questions, words, cancel, tone, label }: Props) => {
  const [state, send] = useActionState(action, null)
  const errors = [
    ...(state?.problem ? [{ message: state.problem }] : []),
    ...questions.flatMap(({ name }) => (state?.errors[name] ? [{ field: name, message: state.errors[name] }] : [])),
  ]
  // After a refusal a group in which nothing was chosen is empty, whatever stood there before.
  const typedOf = (name: string) => (state ? (state.values[name] ?? []) : undefined)
  return (
    <>
      <ErrorSummary title={words.problem} errors={errors} />
      <Form action={send} label={label}>
        {questions.map(question => (
          <Control
            key={question.name}
            question={question}
            error={state?.errors[question.name]}
            typed={typedOf(question.name)}
          />
        ))}
        <Actions>
          <SubmitButton sending={words.sending} tone={tone}>
            {words.submit}
          </SubmitButton>
          {cancel && (
            <ButtonLink href={cancel.href} tone="quiet">
              {cancel.text}
            </ButtonLink>
          )}
        </Actions>
      </Form>
    </>
  )
}
