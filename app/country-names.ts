import { isLocale, localeFacts } from '#lib/i18n/locales.ts'
import { countries } from '#lib/requests/intake.ts'

type Words = { california: string; other: string }

/** Every place one can live in, by its name in this language and in its alphabet; "elsewhere" comes last. */
export function countryNames(locale: string, words: Words): { value: string; label: string }[] {
  const { tag } = localeFacts[isLocale(locale) ? locale : 'en']
  const places = countries.filter(code => code !== 'other').map(value => ({ value, label: nameOf(tag, value, words) }))
  const { compare } = new Intl.Collator(tag)
  return [...places.sort((one, other) => compare(one.label, other.label)), { value: 'other', label: words.other }]
}

/** One place by its name. */
export const countryName = (locale: string, code: string, words: Words): string =>
  nameOf(localeFacts[isLocale(locale) ? locale : 'en'].tag, code, words)

function nameOf(tag: string, code: string, words: Words): string {
  if (code === 'other') return words.other
  if (code === 'US-CA') return words.california
  return new Intl.DisplayNames([tag], { type: 'region' }).of(code) ?? code
}
