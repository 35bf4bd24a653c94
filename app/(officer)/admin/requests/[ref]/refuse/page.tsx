import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { desk } from '../../../desk.ts'
import { DecisionPage } from '../decision-page.tsx'
import { refuseAction } from './action.ts'
import { RefuseForm } from './form.tsx'

/** A refusal in full, with what it means and what the person is told (Art. 12(4) GDPR). */
export default async function RefusePage({ params }: PageProps<'/admin/requests/[ref]/refuse'>) {
  const { ref } = await params
  const { actor } = await desk()
  const t = await getTranslations('officer.refuse')
  const found = await viewRequest(actor, { ref })
  if (!found.ok) notFound()
  const shut = whyShut('refuse', found.value.request.status)
  return (
    <DecisionPage reference={ref} title={t('title')} shut={shut}>
      <p>{t('law')}</p>
      <Notice tone="warning">
        <p>{t('consequence')}</p>
      </Notice>
      <RefuseForm
        action={refuseAction.bind(null, ref)}
        label={t('title')}
        late={found.value.overdue}
        submit={t('submit')}
        read={(await getTranslations('letters.draft'))('read')}
        cancel={`/admin/requests/${ref}`}
      />
    </DecisionPage>
  )
}
