import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import type { Preview } from '#lib/packages/view-preview.ts'
import { desk } from '../../desk.ts'

type Props = { reference: string; unsearched: Preview['unsearched'] }

/** Places that were connected after the search, and the search that would look there. */
export const Unsearched = async ({ reference, unsearched }: Props) => {
  const { actor } = await desk()
  const t = await getTranslations('officer.unsearched')
  if (unsearched.length === 0) return null
  return (
    <Notice tone="warning" title={t('title', { count: unsearched.length })}>
      <p>{t('text')}</p>
      <ul>
        {unsearched.map(({ dataset, collection }) => (
          <li key={`${dataset}.${collection}`}>
            <code>{`${dataset}.${collection}`}</code>
          </li>
        ))}
      </ul>
      {mayDo(actor, 'collection:retry') && (
        <p>
          <a href={`/admin/requests/${reference}/search-again`}>{t('search-again')}</a>
        </p>
      )}
    </Notice>
  )
}
