import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('owners.page.done'))('title'),
})

/** The answer has arrived. */
export default async function DonePage() {
  const t = await getTranslations('owners.page.done')
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
    </>
  )
}
