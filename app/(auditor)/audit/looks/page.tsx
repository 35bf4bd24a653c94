import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '#components/empty-state.tsx'
import { Field } from '#components/field.tsx'
import { Filters } from '#components/filters.tsx'
import { Pagination } from '#components/pagination.tsx'
import { StatusTag } from '#components/status-tag.tsx'
import { Table } from '#components/table.tsx'
import { Time } from '#components/time.tsx'
import { viewLooks } from '#lib/history/view-looks.ts'
import { placeText, readAuditQuery } from '#lib/requests/audit-filter.ts'
import { here, type SearchParams, withQuery } from '../../../staff/here.ts'
import { seen } from '../../../staff/seen.ts'
import { ActorName } from '../actor-name.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('auditor'))('looks.title'),
})

const one = (value: string | string[] | undefined) => [value].flat()[0]?.trim().slice(0, 60) || undefined

/** Who looked at what, auditors included: whoever reads these pages is read of in them. */
export default async function LooksPage({ searchParams }: { searchParams: SearchParams }) {
  const [t, { actor, time }, parameters] = [await getTranslations('auditor'), await here(), await searchParams]
  const { after, before } = readAuditQuery(parameters).query
  const [ref, who] = [one(parameters.ref)?.toUpperCase(), one(parameters.who)]
  const query = { ...(ref && { ref }), ...(who && { who }), ...(after && { after }), ...(before && { before }) }
  const { looks, more } = seen(actor, await viewLooks(actor, query))
  const place = (look: (typeof looks)[number]) => placeText({ at: look.at.toString(), id: look.id })
  const [first, last] = [looks.at(0), looks.at(-1)]
  const [newer, older] = [before ? more : after !== undefined, more || before !== undefined]
  return (
    <>
      <h1>{t('looks.title')}</h1>
      <p>{t('looks.lead')}</p>
      <Filters
        action="/audit/looks"
        label={t('filters.label')}
        apply={t('filters.apply')}
        clear={ref || who ? { href: '/audit/looks', text: t('filters.clear') } : undefined}
      >
        <Field name="ref" label={t('columns.ref')} value={ref} />
      </Filters>
      {looks.length === 0 ? (
        <EmptyState title={t('looks.none')} />
      ) : (
        <Table
          caption={t('looks.title')}
          captionHidden
          columns={(['when', 'who', 'what', 'ref'] as const).map(key => ({ key, label: t(`columns.${key}`) }))}
          rows={looks.map(look => ({
            key: look.id,
            cells: [
              <Time key="when" iso={look.at.toString()} text={time(look.at)} />,
              <a key="who" href={withQuery('/audit/looks', { who: look.actor })}>
                <ActorName actor={look.actor} />
              </a>,
              look.event.type === 'looked' ? (
                <Place key="what" at={look.event.at} />
              ) : (
                <StatusTag key="what" tone="warning">
                  {t('looks.denied', { permission: look.event.permission })}
                </StatusTag>
              ),
              look.event.type === 'looked' && look.event.ref ? (
                <a key="ref" href={`/audit/requests/${look.event.ref}`}>
                  {look.event.ref}
                </a>
              ) : null,
            ],
          }))}
        />
      )}
      <Pagination
        label={t('pages.label')}
        previous={
          newer && first
            ? { href: withQuery('/audit/looks', { ref, who, before: place(first) }), text: t('pages.newer') }
            : undefined
        }
        next={
          older && last
            ? { href: withQuery('/audit/looks', { ref, who, after: place(last) }), text: t('pages.older') }
            : undefined
        }
      />
    </>
  )
}

/** What was looked at, in words where there are any: the first part of its name says which page, the rest which part of it. */
const Place = async ({ at }: { at: string }) => {
  const t = await getTranslations('auditor')
  const [page = '', ...part] = at.split('/')
  const known = t.has(`places.${page}`) ? t(`places.${page}`) : page
  return <span>{part.length ? `${known}: ${part.join('/')}` : known}</span>
}
