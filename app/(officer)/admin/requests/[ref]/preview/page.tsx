import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { AutoRefresh } from '#components/auto-refresh.tsx'
import { EmptyState } from '#components/empty-state.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { viewOthers } from '#lib/others/view-others.ts'
import { type Preview, viewPreview } from '#lib/packages/view-preview.ts'
import { isOpenTo } from '#lib/requests/officer-moves.ts'
import { viewRequest } from '#lib/requests/view-request.ts'
import { desk } from '../../../desk.ts'
import { Head } from '../head.tsx'
import { OthersSheet } from '../others-sheet.tsx'
import { releaseAction } from '../release/action.ts'
import { ReleaseForm } from '../release/form.tsx'
import { Unsearched } from '../unsearched.tsx'
import { Files } from './files.tsx'
import { Gaps } from './gaps.tsx'

/** Exactly what will be sent, to the byte, and what is missing from it; then the decision to release. */
export default async function PreviewPage({ params }: PageProps<'/admin/requests/[ref]/preview'>) {
  const { ref } = await params
  const { actor } = await desk()
  const t = await getTranslations('officer.preview')
  const found = await viewPreview(actor, { ref })
  if (!found.ok && (found.why === 'not-allowed' || !(await viewRequest(actor, { ref })).ok)) notFound()
  return (
    <>
      <Head reference={ref} page={t('title')}>
        <h1>{t('title')}</h1>
      </Head>
      {found.ok ? (
        <Content reference={ref} preview={found.value} />
      ) : (
        <EmptyState title={t('none.title')}>
          <p>{t('none.text')}</p>
          <p>
            <a href={`/admin/requests/${ref}`}>{t('back', { ref })}</a>
          </p>
        </EmptyState>
      )}
    </>
  )
}

const Content = async ({ reference, preview }: { reference: string; preview: Preview }) => {
  const { actor, time } = await desk()
  const t = await getTranslations('officer.preview')
  const { package: built, status, crossed } = preview
  const others = await viewOthers(actor, { ref: reference })
  const waits = others.ok && (others.value.open > 0 || !others.value.read)
  if (built.state === 'building')
    return (
      <>
        <p role="status">{t('building')}</p>
        <p>
          <a href={`/admin/requests/${reference}/preview`}>{t('refresh')}</a>
        </p>
        <AutoRefresh />
      </>
    )
  return (
    <>
      <p>{t('what', { records: built.records })}</p>
      <Unsearched reference={reference} unsearched={preview.unsearched} />
      <Gaps preview={preview} />
      <Files reference={reference} files={preview.files} />
      {built.state === 'released' && built.expiresAt && (
        <Notice tone="success" title={t('released.title')}>
          <p>{t('released.text', { until: time(built.expiresAt) })}</p>
        </Notice>
      )}
      {isOpenTo('release', status) && waits && <OthersSheet reference={reference} />}
      {isOpenTo('release', status) && crossed.length === 0 && !waits && (
        <Sheet id="release" title={t('release.title')}>
          <p>{t('release.text', { days: preview.downloadDays })}</p>
          {preview.waitsForColleague ? (
            <Notice tone="warning" title={t('release.colleague')} />
          ) : (
            <div>
              <ReleaseForm
                action={releaseAction.bind(null, reference)}
                label={t('release.title')}
                submit={t(built.complete ? 'release.submit' : 'release.submit-incomplete')}
                package={built.id}
                complete={built.complete}
                withheld={preview.withheld}
                late={preview.late}
              />
            </div>
          )}
        </Sheet>
      )}
    </>
  )
}
