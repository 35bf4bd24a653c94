import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { BackLink } from '#components/back-link.tsx'
import { Notice } from '#components/notice.tsx'
import { Sheet } from '#components/sheet.tsx'
import { viewWorkList } from '#lib/requests/view-work-list.ts'
import { desk } from '../../desk.ts'
import { WorkTable } from '../../work-table.tsx'
import { readMove, readRefs } from '../read-chosen.ts'

/** What became of each: how many were done, which were not and why, and how all of them stand now. */
export default async function BulkDonePage({ searchParams }: PageProps<'/admin/bulk/done'>) {
  const { actor } = await desk()
  const [t, r, search] = [await getTranslations('bulk'), await getTranslations('refusals.refusals'), await searchParams]
  const move = readMove(search.do)
  if (!move) notFound()
  const refused = [search.not ?? []].flat().map(one => one.split('~') as [string, string | undefined])
  const not = refused.filter(([ref, why]) => readRefs([ref]).length > 0 && why && r.has(why as 'invalid'))
  const done = readRefs([search.done ?? []].flat())
  const refs = readRefs([...done, ...not.map(([ref]) => ref)])
  const list = await viewWorkList(actor, { filter: 'open', refs, limit: refs.length + 1 })
  if (!list.ok) notFound()
  const title = t(`${move}.done`, { done: done.length, not: not.length })
  return (
    <>
      <BackLink href="/admin" text={t('back')} />
      <h1>{title}</h1>
      {not.length > 0 && (
        <Notice tone="warning" announce="status" title={t('not-done')}>
          <ul>
            {not.map(([ref, why]) => (
              <li key={ref}>
                <a href={`/admin/requests/${ref}`}>{ref}</a>:{' '}
                {why === 'invalid' ? t('no-outcome') : r(why as 'already-done')}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Sheet id="now" title={t('now')}>
        <WorkTable caption={t('now')} rows={list.value.rows} />
      </Sheet>
    </>
  )
}
