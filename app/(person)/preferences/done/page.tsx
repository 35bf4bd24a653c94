import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Notice } from '#components/notice.tsx'
import { SummaryList } from '#components/summary-list.tsx'
import { Time } from '#components/time.tsx'
import { viewOrganisation } from '#lib/organisation/view-organisation.ts'
import { askingActor } from '#lib/web/current-actor.ts'
import { readReceipt } from '#lib/web/receipt-note.ts'
import { speechIn } from '../../../speech.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('preferences'))('done.title'),
})

/** The receipt of an opt-out, with its time. */
export default async function DonePage() {
  const t = await getTranslations('preferences')
  const given = await readReceipt()
  const organisation = await viewOrganisation(await askingActor(), undefined)
  const speech = await speechIn(organisation.ok ? organisation.value.zone : 'UTC')
  return (
    <>
      <h1>{t('done.title')}</h1>
      {given ? (
        <>
          <Notice tone="success" announce="status">
            <p>{t.rich('done.text', { address: () => <strong className="wrap-anywhere">{given.address}</strong> })}</p>
          </Notice>
          <SummaryList
            rows={[
              { key: 'at', label: t('done.at'), value: <Time iso={given.at} text={speech.instant(given.at)} /> },
              { key: 'receipt', label: t('done.receipt'), value: <strong>{given.receipt}</strong> },
            ]}
          />
          <p>{t('done.keep')}</p>
        </>
      ) : (
        <p>{t('done.forgotten')}</p>
      )}
      <p>{t('done.still')}</p>
      <p className="text-ink-soft">{t('again')}</p>
    </>
  )
}
