'use client'

import { useTranslations } from 'next-intl'
import { RadioGroup } from '#components/radio-group.tsx'
import { TextArea } from '#components/text-area.tsx'
import { type VerbAction, VerbForm } from '../../../../verb-form.tsx'

type Props = {
  action: VerbAction
  decisions: readonly ('theirs' | 'not-theirs')[]
  /** Whether they were said to be the person's until now. */
  undoes?: boolean
}

/** Whose the records are, and why. */
export const DecideForm = ({ action, decisions, undoes = false }: Props) => {
  const t = useTranslations('candidates.form')
  return (
    <VerbForm action={action} label={t('label')} submit={t('submit')}>
      {typed => (
        <>
          <RadioGroup
            name="decision"
            label={t('decision')}
            choices={decisions.map(value => ({
              value,
              label: t(value),
              hint: t(undoes ? 'undone-hint' : `${value}-hint`),
            }))}
            value={typed.value('decision', decisions.length === 1 ? decisions[0] : undefined)}
            error={typed.error('decision')}
          />
          <TextArea
            name="reason"
            label={t('reason')}
            hint={t('reason-hint')}
            value={typed.value('reason')}
            error={typed.error('reason')}
            maxLength={4000}
          />
        </>
      )}
    </VerbForm>
  )
}
