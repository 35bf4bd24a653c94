import type { Metadata, Viewport } from 'next'
import { type AbstractIntlMessages, NextIntlClientProvider } from 'next-intl'
import { getLocale, getMessages, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { isLocale, localeFacts } from '#lib/i18n/locales.ts'
import './globals.css'

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations('shell')
  return {
    title: { default: t('title'), template: `%s – ${t('title')}` },
    // A phone would otherwise turn references and hashes into links to call.
    formatDetection: { telephone: false, date: false, address: false, email: false },
  }
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#192229' },
  ],
}

/** The browser is given the sentences of the error page, which it must be able to say alone; all others come in the HTML. */
const clientMessages = ({ errors = {} }: AbstractIntlMessages): AbstractIntlMessages => ({ errors })

/**
 * The document around every page. Reading the language makes every page dynamic, as it must be: nonces and personal pages are made for one
 * visit. Header and footer come with `Shell`, which each room's layout places.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  const { tag, dir } = localeFacts[isLocale(locale) ? locale : 'en']
  return (
    <html lang={tag} dir={dir}>
      <body>
        <NextIntlClientProvider messages={clientMessages(await getMessages())}>{children}</NextIntlClientProvider>
      </body>
    </html>
  )
}
