import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { outcomesOf } from '#lib/requests/close-request.ts'
import { deriveOutcome } from '#lib/requests/derive-outcome.ts'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { desk } from '../../../desk.ts'
import { DecisionPage } from '../decision-page.tsx'
import { closeAction } from './action.ts'
import { CloseForm } from './form.tsx'

/** The end of a request, with the outcome the report will count. */
export default async function ClosePage({ params }: PageProps<'/admin/requests/[ref]/close'>) {
  const { ref } = await params
  const { actor } = await desk()
  const t = await getTranslations('officer.close')
  const found = await viewRequest(actor, { ref })
  if (!found.ok) notFound()
  const shut = whyShut('close', found.value.request.status)
  return (
    <DecisionPage reference={ref} title={t('title')} shut={shut}>
      <p>{t('law')}</p>
      <Notice tone="info">
        <p>{t('consequence')}</p>
      </Notice>
      <CloseForm
        action={closeAction.bind(null, ref)}
        label={t('title')}
        submit={t('submit')}
        cancel={`/admin/requests/${ref}`}
        derived={deriveOutcome(found.value.history)}
        outcomes={outcomesOf[found.value.request.status] ?? []}
      />
    </DecisionPage>
  )
}
