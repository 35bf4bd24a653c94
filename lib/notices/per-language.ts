import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** One text in each language the portal speaks. */
export type PerLanguage = { en: string; de: string }

export const inReaders = (texts: PerLanguage, locale: string): string => (locale === 'de' ? texts.de : texts.en)

/** What is signed by standing in the history: number, day and both texts in one canonical form (RFC 8785). Hex. */
export const hashNotice = (notice: { number: number; effectiveOn: string; texts: PerLanguage }): string =>
  createHash('sha256')
    .update(canonicalize(notice) ?? '')
    .digest('hex')
