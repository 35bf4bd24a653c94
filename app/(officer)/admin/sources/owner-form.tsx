'use client'

import { Field } from '#components/field.tsx'
import { RadioGroup } from '#components/radio-group.tsx'
import { type Option, Select } from '#components/select.tsx'
import { TextArea } from '#components/text-area.tsx'
import { type Typed, type VerbAction, VerbForm } from '../verb-form.tsx'

/** The words of each field: a label and, where it needs one, a hint. */
export type OwnerWords = { [field: string]: { label: string; hint?: string } }

type Props = {
  action: VerbAction
  title: string
  submit: string
  cancel: string
  words: OwnerWords
  facts: string
  languages: readonly Option[]
  sensitivities: readonly Option[]
  yesNo: readonly Option[]
  /** What stands there already; the key then cannot be changed. */
  first?: { [field: string]: string } | undefined
}

export const OwnerForm = ({ action, title, submit, cancel, first = {}, ...rest }: Props) => (
  <VerbForm action={action} label={title} submit={submit} cancel={cancel}>
    {typed => <Fields typed={typed} first={first} {...rest} />}
  </VerbForm>
)

type FieldsProps = Omit<Props, 'action' | 'title' | 'submit' | 'cancel' | 'first'> & {
  typed: Typed
  first: { [field: string]: string }
}

const Fields = ({ typed, first, words, facts, languages, sensitivities, yesNo }: FieldsProps) => {
  const of = (name: string) => ({
    name,
    label: words[name]?.label ?? name,
    hint: words[name]?.hint,
    value: typed.value(name, first[name]),
    error: typed.error(name),
  })
  return (
    <>
      {first.key ? (
        <input type="hidden" name="key" value={first.key} readOnly />
      ) : (
        <Field {...of('key')} width="half" />
      )}
      <Field {...of('label')} maxLength={500} />
      <Field {...of('address')} type="email" spellCheck={false} maxLength={300} />
      <Select {...of('locale')} options={languages} />
      <Field {...of('days')} type="number" width="short" />
      <h2>{facts}</h2>
      <Field {...of('purpose')} maxLength={500} />
      <Field {...of('legalBasis')} maxLength={500} />
      <Field {...of('origin')} maxLength={500} />
      <TextArea {...of('recipients')} rows={3} maxLength={2000} />
      <RadioGroup {...of('sensitivity')} choices={sensitivities} />
      {first.key && <RadioGroup {...of('asked')} choices={yesNo} />}
    </>
  )
}
