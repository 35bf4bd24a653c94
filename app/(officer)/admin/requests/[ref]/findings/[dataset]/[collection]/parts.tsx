import { getTranslations } from 'next-intl/server'
import { StatusTag } from '#components/status-tag.tsx'
import type { Part } from '#lib/collection/mark-findings.ts'
import { personLetter } from '#lib/packages/span.ts'
import { liftAction } from './withhold/lift-action.ts'
import { LiftForm } from './withhold/lift-form.tsx'

type Props = { parts: readonly Part[]; reference: string; here: string; may: boolean }

/** What of a value is held back in part, each with the way to put it back, and how many places wait for an answer. */
export const Parts = async ({ parts, reference, here, may }: Props) => {
  const t = await getTranslations('others')
  const waiting = parts.filter(({ state }) => state === 'open').length
  const held = parts.filter(({ state }) => state === 'accepted')
  const mark = ({ person }: Part) => (person > 0 ? t('person', { letter: personLetter(person) }) : t('part.nobody'))
  return (
    <>
      {waiting > 0 && (
        <p className="text-sm">
          <StatusTag tone="warning">
            <a href={`/admin/requests/${reference}/others`}>{t('part.open', { count: waiting })}</a>
          </StatusTag>
        </p>
      )}
      {held.map(part => (
        <div key={part.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
          <StatusTag tone="danger" icon="lock">
            {t('part.accepted', { mark: mark(part) })}
          </StatusTag>
          {may && <LiftForm action={liftAction.bind(null, reference, part.id, here)} submit={t('part.lift')} />}
        </div>
      ))}
    </>
  )
}
