import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { viewNotices } from '#lib/notices/view-notices.ts'
import { desk } from '../desk.ts'
import { publish } from './action.ts'
import { NoticeForm } from './form.tsx'
import { Published } from './published.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('notices.admin'))('title'),
})

/** The versions that are published, and the form for the next one. */
export default async function NoticesPage({ searchParams }: PageProps<'/admin/notices'>) {
  const { actor, date } = await desk()
  const { done } = await searchParams
  const seen = await viewNotices(actor, undefined)
  if (!seen.ok || !mayDo(actor, 'notice:publish')) notFound()
  const t = await getTranslations('notices.admin')
  const { versions } = seen.value
  const newest = versions.at(-1)
  return (
    <>
      <h1>{t('title')}</h1>
      {typeof done === 'string' && versions.some(({ number }) => String(number) === done) && (
        <Notice tone="success" announce="status" title={t('done', { number: done })} />
      )}
      <p>{t('lead')}</p>
      {newest && <Published caption={t('list')} versions={versions} />}
      <Sheet id="new" title={t('new.title')}>
        <p>{t('new.warning')}</p>
        <NoticeForm
          key={newest?.number ?? 0}
          action={publish}
          label={t('new.title')}
          submit={t('new.submit')}
          words={{
            date: t('new.date'),
            dateHint: newest ? t('new.date-hint', { date: date(newest.effectiveOn) }) : t('new.date-first'),
            en: t('new.en'),
            de: t('new.de'),
            textHint: t('new.text-hint'),
            changesEn: t('new.changes-en'),
            changesDe: t('new.changes-de'),
            changesHint: t('new.changes-hint'),
          }}
          first={newest?.texts}
        />
      </Sheet>
    </>
  )
}
