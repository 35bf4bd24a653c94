import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { chooseLocale } from '#lib/i18n/choose-locale.ts'
import { loadMessages } from '#lib/i18n/load-messages.ts'
import { languageCookie } from '#lib/i18n/locales.ts'

/** What next-intl needs for one visit. The zone is UTC because dates never go through it: pages use `#lib/i18n/formats.ts` with the organisation's zone. */
export default getRequestConfig(async () => {
  const locale = chooseLocale((await cookies()).get(languageCookie)?.value, (await headers()).get('accept-language'))
  return { locale, messages: loadMessages(locale), timeZone: 'UTC' }
})
