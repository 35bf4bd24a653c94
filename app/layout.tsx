import type { Metadata, Viewport } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import type { ReactNode } from 'react'
import { isLocale, localeFacts } from '#lib/i18n/locales.ts'
import './globals.css'

export const generateMetadata = async (): Promise<Metadata> => {
  const t = await getTranslations('shell')
  return {
    title: { default: t('title'), template: '%s' },
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

/**
 * The document around every page. Reading the language makes every page dynamic, as it must be: nonces and personal pages are made for one
 * visit. Header and footer come with `Shell`, which each room's layout places.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale()
  const { tag, dir } = localeFacts[isLocale(locale) ? locale : 'en']
  return (
    <html lang={tag} dir={dir}>
      <body>{children}</body>
    </html>
  )
}
