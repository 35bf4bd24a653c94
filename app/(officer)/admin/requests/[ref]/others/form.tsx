'use client'

import { useTranslations } from 'next-intl'
import { CheckboxGroup } from '#components/checkbox-group.tsx'
import type { Choice } from '#components/choice-group.tsx'
import { RadioGroup } from '#components/radio-group.tsx'
import { TextArea } from '#components/text-area.tsx'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'

type Props = {
  action: VerbAction
  /** Whether anything can be decided here and now. */
  may: boolean
  state: 'open' | 'accepted' | 'rejected'
  /** The kind the list is narrowed to. */
  kind: string | null
  /** Kinds of which some are open. */
  kinds: readonly string[]
  places: readonly Choice[]
}

/** The places of one page, and one answer for those ticked or for all of a kind. */
export const DecideForm = ({ action, may, state, kind, kinds, places }: Props) => {
  const t = useTranslations('others.form')
  if (!may)
    return (
      <ul className="grid gap-2">
        {places.map(({ value, label, more }) => (
          <li key={value}>
            {label}
            {more}
          </li>
        ))}
      </ul>
    )
  const wholes = state === 'open' ? [...(kind ? [kind] : kinds), ...(kind || kinds.length < 2 ? [] : ['all'])] : []
  const which = ['chosen', ...wholes].map(value => ({ value, label: t(`which.${value}`) }))
  const decisions = state === 'open' ? (['accepted', 'rejected'] as const) : (['accepted'] as const)
  return (
    <VerbForm action={action} label={t('label')} submit={t('submit')}>
      {typed => (
        <>
          <CheckboxGroup
            name="mention"
            label={t('places')}
            choices={places}
            values={typed.values('mention')}
            error={typed.error('mention')}
          />
          <RadioGroup
            name="which"
            label={t('which.label')}
            choices={which}
            value={typed.value('which', 'chosen')}
            error={typed.error('which')}
          />
          <RadioGroup
            name="decision"
            label={t('decision.label')}
            choices={decisions.map(value => ({
              value,
              label: t(`decision.${value}`),
              hint: t(`decision.${value}-hint`),
            }))}
            value={typed.value('decision', decisions.length === 1 ? 'accepted' : undefined)}
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
