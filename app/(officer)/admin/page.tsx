import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { EmptyState } from '#components/empty-state.tsx'
import { Notice } from '#components/notice.tsx'
import { Pagination } from '#components/pagination.tsx'
import { Tabs } from '#components/tabs.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { formatNumber } from '#lib/i18n/formats.ts'
import { viewCalendarWarning } from '#lib/law/view-calendar.ts'
import { viewWorkList } from '#lib/requests/view-work-list.ts'
import { workFilters } from '#lib/requests/work-list-store.ts'
import { BulkForm } from './bulk/bulk-form.tsx'
import { desk } from './desk.ts'
import { findAction } from './find-action.ts'
import { FindForm } from './find-form.tsx'
import { placeHref, readPlace } from './read-place.ts'
import { SourceAlarms } from './source-alarms.tsx'
import { WorkFilters } from './work-filters.tsx'
import { WorkTable } from './work-table.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('officer'))('list.title'),
})

/** The work list: what is due, most urgent first. */
export default async function WorkListPage({ searchParams }: PageProps<'/admin'>) {
  const { actor, locale, organisation } = await desk()
  const t = await getTranslations('officer')
  const pages = await getTranslations('shell.pages')
  const { filter, narrow, cursor, refs } = readPlace(await searchParams)
  const list = await viewWorkList(actor, { filter, narrow, cursor, refs })
  if (!list.ok && organisation) notFound()
  if (!list.ok) return <EmptyState title={t('list.not-set-up.title')}>{t('list.not-set-up.text')}</EmptyState>
  const calendar = await viewCalendarWarning(actor, undefined)
  const clock = await getTranslations('clock.warning')
  const { rows, counts, previous, next } = list.value
  const isNarrowed = Object.keys(narrow).length > 0
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <h1>{t('list.title')}</h1>
        {mayDo(actor, 'request:take-in') && (
          <ButtonLink href="/admin/take-in" tone="secondary">
            {t('take-in')}
          </ButtonLink>
        )}
        <FindForm action={findAction} />
      </div>
      {calendar.ok && !calendar.value.confirmed && (
        <Notice tone="warning" title={clock('title')}>
          <p>
            {clock('text')} <a href="/admin/settings/days">{clock('link')}</a>
          </p>
        </Notice>
      )}
      {counts.lateDuties > 0 && filter !== 'duties' && (
        <Notice tone="danger" title={t('list.late-duties', { count: counts.lateDuties })}>
          <p>
            <a href={placeHref('duties')}>{t('list.late-duties-link')}</a>
          </p>
        </Notice>
      )}
      {actor.kind === 'admin' && <SourceAlarms />}
      {refs ? (
        <p>
          {t('list.found', { count: rows.length })} <a href="/admin">{t('list.whole')}</a>
        </p>
      ) : (
        <Tabs
          label={t('list.filters')}
          tabs={workFilters.map(key => ({
            key,
            href: placeHref(key, narrow),
            text: t(`filters.${key}`),
            count: key === 'closed' ? undefined : formatNumber(locale, counts[key]),
            current: key === filter,
          }))}
        />
      )}
      {!refs && <WorkFilters filter={filter} narrow={narrow} />}
      {rows.length === 0 && isNarrowed && !refs ? (
        <EmptyState icon="folder" title={t('list.narrowed.title')}>
          <p>{t('list.narrowed.text')}</p>
        </EmptyState>
      ) : rows.length === 0 ? (
        <EmptyState icon={filter === 'open' ? 'folder' : 'check'} title={t(`empty.${filter}.title`)}>
          <p>{t(`empty.${filter}.text`)}</p>
        </EmptyState>
      ) : (
        <BulkForm mayClose={mayDo(actor, 'request:close')}>
          <WorkTable caption={t(`filters.${filter}`)} rows={rows} ticks />
        </BulkForm>
      )}
      <Pagination
        label={pages('label')}
        previous={
          previous && !refs ? { href: placeHref(filter, narrow, previous), text: pages('previous') } : undefined
        }
        next={next && !refs ? { href: placeHref(filter, narrow, next), text: pages('next') } : undefined}
      />
    </>
  )
}
