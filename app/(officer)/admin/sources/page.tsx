import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { EmptyState } from '#components/empty-state.tsx'
import { Notice } from '#components/notice.tsx'
import { Table } from '#components/table.tsx'
import { mayDo } from '#lib/access/authorise.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { inLanguage } from '#lib/packages/leaf.ts'
import { viewSources } from '#lib/sources/view-sources.ts'
import { desk } from '../desk.ts'
import { Covered } from './covered.tsx'
import { PeopleSheet } from './people-sheet.tsx'
import { StateTag } from './state-tag.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('health'))('title'),
})

/** Every place that is searched, and how it has been lately. */
export default async function SourcesPage({ searchParams }: PageProps<'/admin/sources'>) {
  const { actor, locale, time } = await desk()
  const { done } = await searchParams
  const t = await getTranslations('health')
  const owners = await getTranslations('owners.manual')
  const kinds = createTranslator(locale, 'history')
  const found = await viewSources(actor, { runs: 1 })
  if (!found.ok) notFound()
  return (
    <>
      <h1>{t('title')}</h1>
      {done === 'owner' && <Notice tone="success" announce="status" title={owners('done')} />}
      {done === 'map' && <Notice tone="success" announce="status" title={t('map.done')} />}
      <p>{t('lead')}</p>
      <div className="flex flex-wrap gap-3">
        {mayDo(actor, 'source:try') && (
          <ButtonLink href="/admin/sources/try" tone="secondary">
            {t('try')}
          </ButtonLink>
        )}
        {mayDo(actor, 'source:set') && (
          <>
            <ButtonLink href="/admin/sources/connect" tone="secondary">
              {t('connect')}
            </ButtonLink>
            <ButtonLink href="/admin/sources/add-owner" tone="secondary">
              {t('add-owner')}
            </ButtonLink>
          </>
        )}
      </div>
      {found.value.length === 0 ? (
        <EmptyState title={t('none.title')}>
          <p>{t('none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('title')}
          captionHidden
          columns={[
            { key: 'source', label: t('list.source') },
            { key: 'state', label: t('list.state') },
            { key: 'kind', label: t('list.kind') },
            { key: 'covered', label: t('list.covered') },
            { key: 'last', label: t('list.last') },
          ]}
          rows={found.value.map(source => ({
            key: source.key,
            cells: [
              <span key="source">
                <a href={`/admin/sources/${source.key}`}>{source.key}</a>{' '}
                <span className="font-normal text-ink-soft">{inLanguage(source.label, locale)}</span>
              </span>,
              <StateTag key="state" source={source} />,
              kinds(`kind.${source.kind}`),
              source.manual ? null : <Covered key="covered" source={source} />,
              source.runs[0] ? time(source.runs[0].startedAt) : null,
            ],
          }))}
        />
      )}
      <PeopleSheet />
    </>
  )
}
