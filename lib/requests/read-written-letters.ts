import type { Tx } from '#lib/db/begin.ts'
import { defaultLocale, isLocale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { readLetter } from '#lib/mail/letters/portal-letter.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import { openValue } from '#lib/vault/house-keys.ts'
import { readPortalLetter, readSaid } from './letter-data.ts'
import { type RequestRow, readLetterRows } from './store.ts'

/** Step: what was written to the person, in the words and the language in which they read it. */
export async function readWrittenLetters(tx: Tx, request: Pick<RequestRow, 'id' | 'locale'>) {
  const organisation = await readOrganisation(tx)
  const locale = isLocale(request.locale) ? request.locale : defaultLocale
  const reader = { locale, zone: organisation?.zone ?? 'UTC', translate: createTranslator(locale, 'mail') }
  return (await readLetterRows(tx, request.id)).map(({ id, body, writtenAt }) => {
    const opened = openValue(`letter.body:${id}`, body)
    return { id, writtenAt, page: readLetter(readPortalLetter(opened), readSaid(opened), reader) }
  })
}
