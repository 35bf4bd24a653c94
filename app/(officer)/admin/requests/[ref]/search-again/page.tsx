import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { desk } from '../../../desk.ts'
import { DecisionPage } from '../decision-page.tsx'
import { searchAgainAction } from './action.ts'
import { SearchAgainForm } from './form.tsx'

/** Before every source is searched anew: what is lost and what stays. */
export default async function SearchAgainPage({ params }: PageProps<'/admin/requests/[ref]/search-again'>) {
  const { ref } = await params
  const { actor } = await desk()
  const t = await getTranslations('officer.search-again')
  const found = await viewRequest(actor, { ref })
  if (!found.ok) notFound()
  const shut = whyShut('search-again', found.value.request.status)
  return (
    <DecisionPage reference={ref} title={t('title')} shut={shut}>
      <p>{t('law')}</p>
      <Notice tone="info">
        <p>{t('consequence')}</p>
      </Notice>
      <SearchAgainForm
        action={searchAgainAction.bind(null, ref)}
        label={t('title')}
        submit={t('submit')}
        cancel={`/admin/requests/${ref}`}
      />
    </DecisionPage>
  )
}
