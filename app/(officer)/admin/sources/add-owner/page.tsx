import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { mayDo } from '#lib/access/authorise.ts'
import { desk } from '../../desk.ts'
import { OwnerSheet } from '../owner-sheet.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('owners.manual'))('title-new'),
})

/** A new place that somebody answers for. */
export default async function AddOwnerPage() {
  const { actor } = await desk()
  if (!mayDo(actor, 'source:set')) notFound()
  const t = await getTranslations('owners.manual')
  return <OwnerSheet title={t('title-new')} />
}
