import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { EmptyState } from '#components/empty-state.tsx'
import { viewSources } from '#lib/sources/view-sources.ts'
import { desk } from '../desk.ts'
import { PeopleSheet } from './people-sheet.tsx'
import { SourceSheet } from './source-sheet.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('officer'))('health.title'),
})

/** Every place that is searched, and how it has been lately. */
export default async function SourcesPage() {
  const { actor } = await desk()
  const t = await getTranslations('officer.health')
  const found = await viewSources(actor, {})
  if (!found.ok) notFound()
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('lead')}</p>
      {found.value.length === 0 && (
        <EmptyState title={t('none.title')}>
          <p>{t('none.text')}</p>
        </EmptyState>
      )}
      {found.value.map(source => (
        <SourceSheet key={source.key} source={source} />
      ))}
      <PeopleSheet />
    </>
  )
}
