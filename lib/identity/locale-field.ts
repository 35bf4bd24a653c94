import { z } from 'zod'
import { defaultLocale, isLocale } from '#lib/i18n/locales.ts'

/**
 * The reader's language, as a form or cookie says it. Anything else becomes the default: the value is kept beside the request and
 * told in the history, which must never hold free text.
 */
export const localeField = z.string().transform(locale => (isLocale(locale) ? locale : defaultLocale))
