'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/field.tsx'
import { RadioGroup } from '#components/radio-group.tsx'
import { TextArea } from '#components/text-area.tsx'
import type { DisputeKind } from '#lib/disputes/dispute-words.ts'
import { channels } from '#lib/requests/status.ts'
import { type VerbAction, VerbForm } from '../../../../verb-form.tsx'

type Props = {
  action: VerbAction
  label: string
  submit: string
  cancel: string
  /** What the law of the request knows now, each with the first day on which it can have come. */
  kinds: readonly { kind: DisputeKind; since: string }[]
  today: string
}

/** What is asked of an officer who takes in a complaint or an appeal. */
export const TakeInForm = ({ kinds, today, ...props }: Props) => {
  const t = useTranslations('officer.forms.objection')
  const late = { 'appeal-not-available': t('appeal-over'), 'complaint-not-available': t('complaint-not-known') }
  return (
    <VerbForm {...props} instead={late}>
      {typed => (
        <>
          <RadioGroup
            name="kind"
            label={t('kind')}
            value={typed.value('kind', kinds.length === 1 ? kinds[0]!.kind : undefined)}
            error={typed.error('kind')}
            choices={kinds.map(({ kind, since }) => ({
              value: kind,
              label: t(kind),
              hint: t(`${kind}-hint`, { since }),
            }))}
          />
          <RadioGroup
            name="channel"
            label={t('channel')}
            value={typed.value('channel')}
            error={typed.error('channel')}
            choices={channels.flatMap(value => (value === 'portal' ? [] : [{ value, label: t(`channels.${value}`) }]))}
          />
          <Field
            name="receivedOn"
            type="date"
            label={t('received')}
            hint={t('received-hint', { today })}
            value={typed.value('receivedOn')}
            error={typed.error('receivedOn')}
          />
          <TextArea
            name="text"
            label={t('text')}
            hint={t('text-hint')}
            value={typed.value('text')}
            error={typed.error('text')}
            rows={8}
            maxLength={20_000}
          />
        </>
      )}
    </VerbForm>
  )
}
