'use client'

import { useTranslations } from 'next-intl'
import { TextArea } from '#components/text-area.tsx'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'

type Props = { action: VerbAction; label: string; submit: string; cancel?: string; of?: 'write' | 'ask' }

/** A text for the person. `of` names its words in the messages. */
export const WriteForm = ({ of = 'write', ...props }: Props) => {
  const t = useTranslations(`officer.forms.${of}`)
  return (
    <VerbForm {...props}>
      {typed => (
        <TextArea
          name="text"
          label={t('label')}
          hint={t('hint')}
          value={typed.value('text')}
          error={typed.error('text')}
          maxLength={4000}
        />
      )}
    </VerbForm>
  )
}
