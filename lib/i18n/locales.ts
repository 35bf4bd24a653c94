/** The languages the portal speaks. `qps` is made from English by code: it shows untranslated sentences and mirrors the page. */
export const locales = ['en', 'de', 'qps'] as const

export type Locale = (typeof locales)[number]

/** The languages a person is offered; `qps` answers only to its cookie. */
export const offeredLocales = ['en', 'de'] as const satisfies readonly Locale[]

export const defaultLocale: Locale = 'en'

/** The cookie that remembers the chosen language. It names a language and nothing about the person. */
export const languageCookie = 'dossier-lang'

type LocaleFacts = {
  /** The language's name in the language itself. */
  name: string
  dir: 'ltr' | 'rtl'
  /** BCP 47 tag for `lang` attributes and Intl. */
  tag: string
}

export const localeFacts = {
  en: { name: 'English', dir: 'ltr', tag: 'en-GB' },
  de: { name: 'Deutsch', dir: 'ltr', tag: 'de' },
  qps: { name: '⟦Ƥšéûðö⟧', dir: 'rtl', tag: 'en-GB-x-pseudo' },
} satisfies Record<Locale, LocaleFacts>

export const isLocale = (value: unknown): value is Locale => locales.some(locale => locale === value)
