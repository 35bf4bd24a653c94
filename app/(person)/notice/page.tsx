import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Table } from '#components/table.tsx'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { PresentNotice } from './present-notice.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('person.notice'))('title'),
})

const kept = ['address', 'answers', 'found', 'letters', 'history', 'cookies', 'origin'] as const

/** What this portal itself keeps about whoever uses it, how it is protected, and for how long (Art. 13 GDPR). */
export default async function NoticePage() {
  const t = await getTranslations('person.notice')
  const found = await viewOrganisation(await askingActor(), undefined)
  const organisation = found.ok ? found.value : undefined
  return (
    <>
      <PresentNotice organisation={organisation?.name} />
      <h2>{t('title')}</h2>
      <p>{t('lead')}</p>
      {organisation && (
        <>
          <h3>{t('who.title')}</h3>
          <p>
            {organisation.name}, {organisation.address}
            <br />
            <a href={`mailto:${organisation.contact}`}>{organisation.contact}</a>
          </p>
        </>
      )}
      <h3>{t('what.title')}</h3>
      <Table
        caption={t('what.title')}
        captionHidden
        columns={[
          { key: 'what', label: t('what.what') },
          { key: 'why', label: t('what.why') },
          { key: 'long', label: t('what.long') },
        ]}
        rows={kept.map(one => ({
          key: one,
          cells: [t(`${one}.what`), t(`${one}.why`), t(`${one}.long`)],
        }))}
      />
      <h3>{t('how.title')}</h3>
      <p>{t('how.text')}</p>
      <h3>{t('law.title')}</h3>
      <p>{t('law.text')}</p>
      {organisation && (
        <p>
          {t('law.complain')} <a href={organisation.authority.url}>{organisation.authority.name}</a>
        </p>
      )}
    </>
  )
}
