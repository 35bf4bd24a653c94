import { getTranslations } from 'next-intl/server'

/** The way to say that one is known here under another address, too. */
export const FormerAddress = async ({ reference }: { reference: string }) => {
  const t = await getTranslations('assurance.person.former')
  return (
    <section className="flow" data-print="no">
      <h2>{t('title')}</h2>
      <p>{t('text')}</p>
      <p>
        <a href={`/requests/${reference}/former-address`}>{t('link')}</a>
      </p>
    </section>
  )
}
