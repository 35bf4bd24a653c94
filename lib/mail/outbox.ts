import type { Scope } from '#lib/db/begin.ts'
import { defaultLocale, isLocale } from '#lib/i18n/locales.ts'
import { createTranslator } from '#lib/i18n/translator.ts'
import { enqueue } from '#lib/jobs/queue.ts'
import { newId } from '#lib/kernel/ids.ts'
import { sealContent } from './content.ts'
import type { LetterData, LetterKind } from './letters/letter.ts'
import { writeLetter } from './letters/write-letter.ts'
import { postOffice } from './post-office.ts'
import { soleAddress } from './sole-address.ts'
import { insertMail, readSender } from './store.ts'

export type NewLetter<Kind extends LetterKind> = {
  /** One mailbox, as `readAddress` gives it. */
  to: string
  letter: Kind
  data: LetterData[Kind]
  /** The reader's language; one the portal does not speak becomes the default. */
  locale: string
  /** The request it is about, for the officer's list of what was sent. */
  requestId?: string
}

/**
 * A step: writes one letter into the outbox, sealed, and the job that sends it, both in the caller's transaction. Nothing leaves
 * before that commits, and nothing is forgotten once it has. Gives the mail's id.
 * @throws {NotOneAddress} when `to` is anything but one address.
 */
export async function queueMail<Kind extends LetterKind>(
  { tx, now }: Pick<Scope, 'tx' | 'now'>,
  { to, letter, data, locale, requestId }: NewLetter<Kind>,
): Promise<string> {
  const id = newId()
  const address = new URL(postOffice().origin)
  const language = isLocale(locale) ? locale : defaultLocale
  const written = writeLetter(letter, data, {
    locale: language,
    translate: createTranslator(language, 'mail'),
    address,
    organisation: await readSender(tx),
  })
  await insertMail(tx, {
    id,
    messageId: `<${id}@${address.hostname}>`,
    requestId: requestId ?? null,
    letter,
    content: sealContent(id, { to: soleAddress(to), ...written }),
    queuedAt: now,
  })
  await enqueue(tx, 'send-mail', { mailId: id })
  return id
}
