import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { viewManualSource } from '#lib/owners/view-manual-source.ts'
import { desk } from '../../../desk.ts'
import { OwnerSheet } from '../../owner-sheet.tsx'

type Props = PageProps<'/admin/sources/[key]/owner'>

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: (await getTranslations('owners.manual'))('title', { source: (await params).key }),
})

/** Who answers for a source, to be changed by an admin. */
export default async function ChangeOwnerPage({ params }: Props) {
  const { key } = await params
  const { actor } = await desk()
  const found = await viewManualSource(actor, key)
  if (!found.ok) notFound()
  const t = await getTranslations('owners.manual')
  return <OwnerSheet title={t('title', { source: key })} first={found.value} />
}
