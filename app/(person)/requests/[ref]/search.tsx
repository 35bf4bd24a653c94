import { getTranslations } from 'next-intl/server'
import { AutoRefresh } from '#components/auto-refresh.tsx'
import { Progress } from '#components/progress.tsx'
import type { OwnRequest } from './own-request.ts'

const moving = new Set(['proved', 'collecting'])

/** How far the search is while it runs; keeps itself true with JavaScript and says how to without. */
export const Search = async ({ request: { ref, status, search } }: { request: OwnRequest }) => {
  if (!moving.has(status)) return null
  const t = await getTranslations('person.request.search')
  const known = search && search.total > 0
  return (
    <section className="sheet p-5 sm:p-6">
      <Progress
        id="search"
        label={t('label')}
        {...(known ? { value: search.done, max: search.total } : {})}
        text={known ? t('so-far', { done: search.done, total: search.total }) : t('soon')}
      />
      <noscript>
        <p className="mt-2">
          <a href={`/requests/${ref}`}>{t('reload')}</a>
        </p>
      </noscript>
      <AutoRefresh />
    </section>
  )
}
