import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { whyReopenShut } from '#lib/requests/officer-moves.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { desk } from '../../../desk.ts'
import { DecisionPage } from '../decision-page.tsx'
import { reopenAction } from './action.ts'
import { ReopenForm } from './form.tsx'

/** A closed request goes on as a request of its own, with its old day or a new one. */
export default async function ReopenPage({ params }: PageProps<'/admin/requests/[ref]/reopen'>) {
  const { ref } = await params
  const { actor } = await desk()
  const t = await getTranslations('officer.reopen')
  const found = await viewRequest(actor, { ref })
  if (!found.ok) notFound()
  const { request, history } = found.value
  return (
    <DecisionPage reference={ref} title={t('title')} shut={whyReopenShut(request.status, history)}>
      <p>{t('law')}</p>
      <Notice tone="info">
        <p>{t('consequence')}</p>
      </Notice>
      <ReopenForm
        action={reopenAction.bind(null, ref)}
        label={t('title')}
        submit={t('submit')}
        cancel={`/admin/requests/${ref}`}
      />
    </DecisionPage>
  )
}
