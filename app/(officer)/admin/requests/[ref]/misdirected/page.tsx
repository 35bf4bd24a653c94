import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { whyShut } from '#lib/requests/officer-moves.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { desk } from '../../../desk.ts'
import { DecisionPage } from '../decision-page.tsx'
import { misdirectedAction } from './action.ts'
import { MisdirectedForm } from './form.tsx'

/** A copy went to the wrong person: it is revoked, and a breach is recorded with its 72 hours (Art. 33 GDPR). */
export default async function MisdirectedPage({ params }: PageProps<'/admin/requests/[ref]/misdirected'>) {
  const { ref } = await params
  const { actor } = await desk()
  const t = await getTranslations('breaches.report')
  const found = await viewRequest(actor, { ref })
  if (!found.ok || !mayDo(actor, 'breach:handle')) notFound()
  const { request, package: newest } = found.value
  // A closed request whose copy can still be fetched may turn out to be misdirected, too.
  const shut = newest?.state === 'released' ? null : (whyShut('misdirected', request.status) ?? 'not-released')
  return (
    <DecisionPage reference={ref} title={t('title')} shut={shut}>
      <p>{t('law')}</p>
      <Notice tone="warning">
        <p>{t('consequence')}</p>
      </Notice>
      <MisdirectedForm
        action={misdirectedAction.bind(null, ref)}
        label={t('title')}
        submit={t('submit')}
        cancel={`/admin/requests/${ref}`}
      />
    </DecisionPage>
  )
}
