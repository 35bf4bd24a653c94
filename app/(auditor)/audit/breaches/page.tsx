import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { viewBreaches } from '#lib/requests/view-breaches.ts'
import { BreachTable } from '../../../breach-table.tsx'
import { here } from '../../../staff/here.ts'
import { seen } from '../../../staff/seen.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('breaches'))('title') })

/** Every breach with its times and decisions; whose data it was and what happened stays sealed. */
export default async function BreachesPage() {
  const [t, { actor, time }] = [await getTranslations('breaches'), await here()]
  const breaches = seen(actor, await viewBreaches(actor, undefined))
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="max-w-3xl">{t('lead')}</p>
      <BreachTable breaches={breaches} hrefOf={({ ref }) => `/audit/requests/${ref}`} time={time} />
    </>
  )
}
