import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { mayDo } from '#lib/access/authorise.ts'
import { desk } from '../../desk.ts'
import { MapSheet } from '../map-sheet.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('health.map'))('title-new'),
})

/** A new source that programs read: its name, the variable with its address, its map. */
export default async function ConnectPage() {
  const { actor } = await desk()
  if (!mayDo(actor, 'source:set')) notFound()
  const t = await getTranslations('health.map')
  return <MapSheet title={t('title-new')} />
}
