import { defaultLocale, isLocale, type Locale, offeredLocales } from './locales.ts'

/**
 * The language for one visit: the cookie if it names one we speak, else the best offer of `Accept-Language`
 * (RFC 9110 section 12.5.4: quality values, q=0 means never, order breaks ties), else the default.
 */
export const chooseLocale = (cookie: string | null | undefined, acceptLanguage: string | null | undefined): Locale => {
  if (isLocale(cookie)) return cookie
  for (const primary of preferredLanguages(acceptLanguage ?? '')) {
    const offered = primary === '*' ? defaultLocale : offeredLocales.find(locale => locale === primary)
    if (offered) return offered
  }
  return defaultLocale
}

/** Primary subtags, best first. A browser sends a few; more than 20 is somebody testing us. */
const preferredLanguages = (header: string): string[] =>
  header
    .split(',', 20)
    .map(range => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
      const quality = parameters
        .map(parameter => /^\s*q\s*=\s*([01](?:\.\d{0,3})?)\s*$/.exec(parameter)?.[1])
        .find(Boolean)
      return { primary: tag.trim().split('-')[0] ?? '', quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter(({ primary, quality }) => primary !== '' && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ primary }) => primary)
