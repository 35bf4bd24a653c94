import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { desk } from '../../../desk.ts'
import { Decision, Head } from '../head.tsx'
import { Shut } from '../shut.tsx'
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
    <Decision>
      <Head reference={ref} page={t('title')}>
        <h1>{t('title')}</h1>
      </Head>
      {shut ? (
        <Shut reference={ref} why={shut} />
      ) : (
        <>
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
        </>
      )}
    </Decision>
  )
}
