import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('assurance.person.not-me'))('done.title'),
  robots: { index: false, follow: false },
})

/** Said after "this was not me". */
export default async function SaidPage() {
  const t = await getTranslations('assurance.person.not-me.done')
  return (
    <>
      <h1>{t('title')}</h1>
      <p>{t.rich('text', { notice: words => <a href="/notice">{words}</a> })}</p>
    </>
  )
}
