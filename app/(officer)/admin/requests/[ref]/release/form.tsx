'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '#components/checkbox.tsx'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'

type Props = { action: VerbAction; label: string; submit: string; package: string; complete: boolean }

export const ReleaseForm = ({ package: id, complete, ...props }: Props) => {
  const t = useTranslations('officer.forms.release')
  return (
    <VerbForm {...props}>
      {typed => (
        <>
          <input type="hidden" name="package" value={id} readOnly />
          {!complete && (
            <Checkbox
              name="incomplete"
              label={t('incomplete')}
              checked={typed.value('incomplete') === 'yes'}
              error={typed.error('incomplete')}
            />
          )}
        </>
      )}
    </VerbForm>
  )
}
