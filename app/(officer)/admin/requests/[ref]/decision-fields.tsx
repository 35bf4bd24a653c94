'use client'

import { useTranslations } from 'next-intl'
import { RadioGroup } from '#components/radio-group.tsx'
import { TextArea } from '#components/text-area.tsx'
import type { Typed } from '../../verb-form.tsx'

/** One ground out of the law's list; each says when it holds. `of` names the list in the messages. */
export const GroundField = ({ typed, of, grounds }: { typed: Typed; of: string; grounds: readonly string[] }) => {
  const t = useTranslations(`officer.forms.${of}`)
  return (
    <RadioGroup
      name="ground"
      label={t('ground')}
      value={typed.value('ground')}
      error={typed.error('ground')}
      choices={grounds.map(value => ({ value, label: t(`grounds.${value}.label`), hint: t(`grounds.${value}.hint`) }))}
    />
  )
}

/** Why: kept sealed, shown to colleagues, and to the person where the hint says so. */
export const ReasonField = ({ typed, of }: { typed: Typed; of: string }) => {
  const t = useTranslations(`officer.forms.${of}`)
  return (
    <TextArea
      name="reason"
      label={t('reason')}
      hint={t('reason-hint')}
      value={typed.value('reason')}
      error={typed.error('reason')}
      maxLength={4000}
    />
  )
}
