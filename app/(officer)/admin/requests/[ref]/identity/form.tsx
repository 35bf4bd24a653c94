'use client'

import type { Choice } from '#components/choice-group.tsx'
import { Field } from '#components/field.tsx'
import { RadioGroup } from '#components/radio-group.tsx'
import { TextArea } from '#components/text-area.tsx'
import { type Typed, type VerbAction, VerbForm } from '../../../verb-form.tsx'

type Common = { action: VerbAction; label: string; submit: string; choices: readonly Choice[] }

type Reasoned = Common & { reason: string; reasonHint: string }

const Reason = ({
  typed,
  name = 'reason',
  label,
  hint,
}: {
  typed: Typed
  name?: string
  label: string
  hint: string
}) => (
  <TextArea
    name={name}
    label={label}
    hint={hint}
    value={typed.value(name)}
    error={typed.error(name)}
    maxLength={4000}
  />
)

export const AskForm = ({ by, reason, reasonHint, choices, ...props }: Reasoned & { by: string }) => (
  <VerbForm {...props}>
    {typed => (
      <>
        <RadioGroup name="by" label={by} choices={choices} value={typed.value('by')} error={typed.error('by')} />
        <Reason typed={typed} name="doubt" label={reason} hint={reasonHint} />
      </>
    )}
  </VerbForm>
)

export const DocumentForm = ({ kind, on, choices, ...props }: Common & { kind: string; on: string }) => (
  <VerbForm {...props} tone="secondary">
    {typed => (
      <>
        <RadioGroup
          name="document"
          label={kind}
          choices={choices}
          value={typed.value('document')}
          error={typed.error('document')}
        />
        <Field name="on" type="date" label={on} value={typed.value('on')} error={typed.error('on')} />
      </>
    )}
  </VerbForm>
)

type Decide = Reasoned & { how: string; means: readonly Choice[]; level: string }

export const DecideForm = ({ how, means, level, reason, reasonHint, choices, ...props }: Decide) => (
  <VerbForm {...props} tone="secondary">
    {typed => (
      <>
        <RadioGroup name="how" label={how} choices={means} value={typed.value('how')} error={typed.error('how')} />
        <RadioGroup
          name="sure"
          label={level}
          choices={choices}
          value={typed.value('sure')}
          error={typed.error('sure')}
        />
        <Reason typed={typed} label={reason} hint={reasonHint} />
      </>
    )}
  </VerbForm>
)
