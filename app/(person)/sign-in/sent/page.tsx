import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { readSent } from '#lib/web/sent-note.ts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: (await getTranslations('person.sign-in.sent'))('title'),
})

/** "Check your mail", for known and unknown mailboxes alike. */
export default async function SignInSentPage() {
  const t = await getTranslations('person.sign-in.sent')
  const sent = await readSent('/sign-in')
  return (
    <>
      <h1>{t('title')}</h1>
      <p>
        {sent
          ? t.rich('to', { address: () => <strong className="wrap-anywhere">{sent.address}</strong> })
          : t('to-mailbox')}
      </p>
      <p>{t('button')}</p>
      <p>
        {t('missing')} <a href="/sign-in">{t('again')}</a>
      </p>
    </>
  )
}
