import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { mayDo } from '#lib/access/authorise.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { desk } from '../../../desk.ts'
import { Decision, Head } from '../head.tsx'
import { proveAction } from './action.ts'
import { ProveForm } from './form.tsx'

/** The code that was posted has come back; what was seen is noted, and the search begins. */
export default async function ProvePage({ params }: PageProps<'/admin/requests/[ref]/prove'>) {
  const { ref } = await params
  const { actor } = await desk()
  const t = await getTranslations('intake.prove')
  const found = await viewRequest(actor, { ref })
  if (!found.ok || found.value.request.status !== 'received' || !mayDo(actor, 'request:take-in')) notFound()
  return (
    <Decision>
      <Head reference={ref} page={t('title')}>
        <h1>{t('title')}</h1>
      </Head>
      <p>{t('law')}</p>
      <ProveForm
        action={proveAction.bind(null, ref)}
        label={t('title')}
        submit={t('submit')}
        cancel={`/admin/requests/${ref}`}
      />
    </Decision>
  )
}
