'use client'

import { Field } from '#components/field.tsx'
import { type Option, Select } from '#components/select.tsx'
import { TextArea } from '#components/text-area.tsx'
import { type VerbAction, VerbForm } from '../../../../verb-form.tsx'

type Words = { action: VerbAction; title: string; submit: string }

export const ButtonForm = ({ action, title, submit }: Words) => (
  <VerbForm action={action} label={title} submit={submit} tone="secondary" />
)

export const ChangeForm = ({
  action,
  title,
  submit,
  address,
  locale,
  options,
}: Words & { address: string; locale: string; options: readonly Option[] }) => (
  <VerbForm action={action} label={title} submit={submit} tone="secondary">
    {typed => (
      <>
        <Field
          name="address"
          type="email"
          label={address}
          spellCheck={false}
          value={typed.value('address')}
          error={typed.error('address')}
        />
        <Select name="locale" label={locale} options={options} value={typed.value('locale', options[0]?.value)} />
      </>
    )}
  </VerbForm>
)

export const StandInForm = ({ action, title, submit, reason, hint }: Words & { reason: string; hint: string }) => (
  <VerbForm action={action} label={title} submit={submit} tone="secondary">
    {typed => (
      <TextArea
        name="reason"
        label={reason}
        hint={hint}
        rows={3}
        maxLength={4000}
        value={typed.value('reason')}
        error={typed.error('reason')}
      />
    )}
  </VerbForm>
)
