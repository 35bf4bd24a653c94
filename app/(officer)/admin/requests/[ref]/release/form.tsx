'use client'

import { useTranslations } from 'next-intl'
import { Checkbox } from '#components/checkbox.tsx'
import { TextArea } from '#components/text-area.tsx'
import { type VerbAction, VerbForm } from '../../../verb-form.tsx'
import { LatenessField } from '../lateness-field.tsx'

type Props = {
  action: VerbAction
  label: string
  submit: string
  package: string
  complete: boolean
  withheld: number
  late: boolean
}

export const ReleaseForm = ({ package: id, complete, withheld, late, ...props }: Props) => {
  const t = useTranslations('officer.forms.release')
  return (
    <VerbForm {...props}>
      {typed => (
        <>
          <input type="hidden" name="package" value={id} readOnly />
          {withheld > 0 && (
            <TextArea
              name="explanation"
              label={t('explanation')}
              hint={t('explanation-hint')}
              value={typed.value('explanation')}
              error={typed.error('explanation')}
              rows={3}
              maxLength={4000}
            />
          )}
          <LatenessField typed={typed} late={late} />
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
