import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Record } from '../../../../../staff/record/record.tsx'

type Props = { params: Promise<{ ref: string }> }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: (await getTranslations('record'))('title', { ref: (await params).ref.slice(0, 20) }),
})

/** The record of one request, to be printed. That somebody looked is recorded. */
export default async function RecordPage({ params }: Props) {
  const { ref } = await params
  return <Record reference={ref} back={`/admin/requests/${ref}`} />
}
