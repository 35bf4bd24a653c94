import 'server-only'
import { getTranslations } from 'next-intl/server'
import { formatNumber } from '#lib/i18n/formats.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { type SettingKey, settings } from '#lib/organisation/settings.ts'

/** How the value of a setting reads: a number with its unit, a yes or no by its word. */
export async function settingWords(locale: Locale) {
  const t = await getTranslations('settings')
  return (key: SettingKey, value: unknown): string => {
    if (settings[key].kind === 'flag') return t(String(value) === 'true' ? 'on' : 'off')
    return t(`numbers.${key as 'download-days'}`, { number: formatNumber(locale, Number(value)) })
  }
}
