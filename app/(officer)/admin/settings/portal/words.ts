import 'server-only'
import { getTranslations } from 'next-intl/server'
import { formatNumber } from '#lib/i18n/formats.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { type SettingKey, settings } from '#lib/organisation/settings.ts'

/** How the value of a setting reads: a number as it is, a yes or no and a reading by their words. */
export async function settingWords(locale: Locale) {
  const t = await getTranslations('settings')
  return (key: SettingKey, value: unknown): string => {
    const kind = settings[key].kind
    if (kind === 'number')
      return t(`numbers.${key as 'download-days'}`, { number: formatNumber(locale, Number(value)) })
    if (kind === 'flag') return t(String(value) === 'true' ? 'on' : 'off')
    return t(`choices.${key}.${value}` as 'choices.eu-suspension.none')
  }
}
