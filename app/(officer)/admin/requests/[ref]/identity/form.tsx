'use client'

import type { Choice } from '#components/choice-group.tsx'
import { Field } from '#components/field.tsx'
import { RadioGroup } from '#components/radio-group.tsx'
import { TextArea } from '#components/text-area.tsx'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'

type Common = { action: VerbAction; label: string; submit: string; choices: readonly Choice[] }

export const AskForm = ({ level, choices, ...props }: Common & { level: string }) => (
  <VerbForm {...props}>
    {typed => (
      <RadioGroup
        name="level"
        label={level}
        choices={choices}
        value={typed.value('level')}
        error={typed.error('level')}
      />
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

type Decide = Common & { level: string; reason: string; reasonHint: string }

export const DecideForm = ({ level, reason, reasonHint, choices, ...props }: Decide) => (
  <VerbForm {...props} tone="secondary">
    {typed => (
      <>
        <RadioGroup
          name="sure"
          label={level}
          choices={choices}
          value={typed.value('sure')}
          error={typed.error('sure')}
        />
        <TextArea
          name="reason"
          label={reason}
          hint={reasonHint}
          value={typed.value('reason')}
          error={typed.error('reason')}
          maxLength={4000}
        />
      </>
    )}
  </VerbForm>
)
