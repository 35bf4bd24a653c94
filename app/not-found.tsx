import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '#components/button-link.tsx'
import { Shell } from './shell.tsx'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('errors'))('not-found.title'),
})

/** The same page for what does not exist and for what is not yours: nobody learns which. */
export default async function NotFound() {
  const t = await getTranslations('errors')
  return (
    <Shell room="person">
      <h1>{t('not-found.title')}</h1>
      <p>{t('not-found.address')}</p>
      <p>{t('not-found.link')}</p>
      <ButtonLink href="/">{t('not-found.home')}</ButtonLink>
    </Shell>
  )
}
