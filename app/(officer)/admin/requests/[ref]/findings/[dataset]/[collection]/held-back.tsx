import { getTranslations } from 'next-intl/server'
import { Quote } from '#components/quote.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import type { Held } from '#lib/collection/mark-findings.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { desk } from '../../../../../desk.ts'
import { liftAction } from './withhold/lift-action.ts'
import { LiftForm } from './withhold/lift-form.tsx'

type Props = {
  held: Held
  what: 'collection' | 'record' | 'field'
  reference: string
  /** Where to return to. */
  here: string
  may: boolean
}

/** The mark on what will not be in the copy: on what ground, why, and the way to put it back in. */
export const HeldBack = async ({ held, what, here, reference, may }: Props) => {
  const { locale } = await desk()
  const t = await getTranslations('officer.findings')
  const words = createTranslator(locale, 'history')
  return (
    <div className="grid justify-items-start gap-1.5">
      <StatusTag tone="danger" icon="lock">
        {t(`held.${what}`, { ground: words(`ground.${held.ground}`) })}
      </StatusTag>
      {held.reason && <Quote text={held.reason} />}
      {may && <LiftForm action={liftAction.bind(null, reference, held.id, here)} submit={t('lift')} />}
    </div>
  )
}
