import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('person.verify'))('disowned.title'),
})

/** Thanks whoever told us that a link was not asked for by them. */
export default async function DisownedPage() {
  const t = await getTranslations('person.verify.disowned')
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t('text')}</p>
      <ButtonLink href="/" tone="secondary">
        {t('home')}
      </ButtonLink>
    </>
  )
}
