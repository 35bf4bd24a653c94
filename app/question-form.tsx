'use client'

import { useActionState } from 'react'
import type { ButtonTone } from '#components/button.tsx'
import type { Choice } from '#components/choice-group.tsx'
import { ErrorSummary } from '#components/error-summary.tsx'
import { Field } from '#components/field.tsx'
import type { FieldText } from '#components/field-frame.tsx'
import { Form } from '#components/form.tsx'
import { RadioGroup } from '#components/radio-group.tsx'
import { type Option, Select } from '#components/select.tsx'
import { SubmitButton } from '#components/submit-button.tsx'
import { TextArea } from '#components/text-area.tsx'
import type { SpokenState } from './spoken-state.ts'

type Asked = Omit<FieldText, 'error'> & { name: string; value?: string | undefined; large?: boolean | undefined }

/** One question: what kind of answer it takes, and its words. */
export type Question =
  | (Asked & { kind: 'address' })
  | (Asked & { kind: 'choice'; choices: readonly Choice[] })
  | (Asked & { kind: 'list'; options: readonly Option[] })
  | (Asked & { kind: 'text'; maxLength: number })

type Props = {
  action: (previous: SpokenState, form: FormData) => Promise<SpokenState>
  questions?: readonly Question[]
  /** Sent along unseen. The action believes none of it. */
  hidden?: { [name: string]: string }
  words: { problem: string; sending: string; submit: string }
  tone?: ButtonTone
  /** Names the form where a page has several. */
  label?: string
  children?: React.ReactNode
}

const Control = ({ question, error, value }: { question: Question; error?: string; value?: string | undefined }) => {
  const { kind, ...asked } = question
  const common = { ...asked, error, value: value ?? question.value }
  switch (question.kind) {
    case 'address':
      return <Field {...common} type="email" autoComplete="email" spellCheck={false} maxLength={300} />
    case 'choice':
      return <RadioGroup {...common} choices={question.choices} />
    case 'list':
      return <Select {...common} options={question.options} />
    case 'text':
      return <TextArea {...common} rows={6} />
  }
}

/**
 * A form of one or a few questions that keeps what was typed when it is refused, says what is wrong beside each field and above
 * them all, and posts natively where there is no JavaScript.
 */
export const QuestionForm = ({ action, questions = [], hidden = {}, words, tone, label, children }: Props) => {
  const [state, send] = useActionState(action, null)
  const errors = [
    ...(state?.problem ? [{ message: state.problem }] : []),
    ...questions.flatMap(({ name }) => (state?.errors[name] ? [{ field: name, message: state.errors[name] }] : [])),
  ]
  return (
    <>
      {errors.length > 0 && (
        <div className="mb-8">
          <ErrorSummary title={words.problem} errors={errors} />
        </div>
      )}
      <Form action={send} label={label}>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {questions.map(question => (
          <Control
            key={question.name}
            question={question}
            {...(state?.errors[question.name] ? { error: state.errors[question.name] } : {})}
            {...(state?.values[question.name] ? { value: state.values[question.name]?.[0] } : {})}
          />
        ))}
        {children}
        <div data-print="no" className="grid sm:flex">
          <SubmitButton sending={words.sending} tone={tone}>
            {words.submit}
          </SubmitButton>
        </div>
      </Form>
    </>
  )
}
