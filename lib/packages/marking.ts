import type { Locale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { spanDigest } from '#lib/requests/record-hash.ts'
import { type Marking, personLetter } from './span.ts'

/** How parts are marked in the copy of one request: “Person B” is the same person all through it, and nobody in another copy. */
export const markingFor = (requestId: string, locale: Locale): Marking => {
  const t = createTranslator(locale, 'package')
  return {
    mark: person => (person > 0 ? t('value.person', { letter: personLetter(person) }) : t('value.part')),
    digest: words => spanDigest(requestId, words),
  }
}
