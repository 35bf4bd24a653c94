import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { manualKind } from '#lib/owners/owner-words.ts'
import { viewMap } from '#lib/sources/view-map.ts'
import { desk } from '../../../desk.ts'
import { MapSheet } from '../../map-sheet.tsx'

type Props = PageProps<'/admin/sources/[key]/map'>

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: (await getTranslations('health.map'))('title', { source: (await params).key }),
})

/** The data map of a source, to be replaced by an admin. */
export default async function MapPage({ params }: Props) {
  const { key } = await params
  const { actor } = await desk()
  const found = await viewMap(actor, key)
  if (!found.ok || found.value.kind === manualKind) notFound()
  const t = await getTranslations('health.map')
  return <MapSheet title={t('title', { source: key })} first={{ key, ...found.value }} />
}
