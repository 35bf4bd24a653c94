import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { mayDo } from '#lib/access/authorise.ts'
import { viewBreaches } from '#lib/requests/view-breaches.ts'
import { BreachTable } from '../../../breach-table.tsx'
import { desk } from '../desk.ts'

export const generateMetadata = async (): Promise<Metadata> => ({ title: (await getTranslations('breaches'))('title') })

/** Copies that went to the wrong person, the most urgent first. */
export default async function BreachesPage() {
  const { actor, time } = await desk()
  const t = await getTranslations('breaches')
  const found = await viewBreaches(actor, undefined)
  if (!found.ok) notFound()
  return (
    <>
      <h1>{t('title')}</h1>
      <p className="max-w-3xl">{t('lead')}</p>
      <BreachTable
        breaches={found.value}
        hrefOf={mayDo(actor, 'breach:handle') ? ({ id }) => `/admin/breaches/${id}` : undefined}
        time={time}
      />
    </>
  )
}
