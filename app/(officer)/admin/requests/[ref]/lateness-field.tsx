'use client'

import { useTranslations } from 'next-intl'
import { TextArea } from '#components/text-area.tsx'
import type { Typed } from '../../verb-form.tsx'

/** Why it comes late: asked where the day has passed, also if it passed while the page lay open. */
export const LatenessField = ({ typed, late }: { typed: Typed; late: boolean }) => {
  const t = useTranslations('officer.forms.late')
  if (!late && !typed.error('lateness')) return null
  return (
    <TextArea
      name="lateness"
      label={t('label')}
      hint={t('hint')}
      value={typed.value('lateness')}
      error={typed.error('lateness')}
      rows={3}
      maxLength={4000}
    />
  )
}
