import { createTranslator } from '#lib/i18n/translator.ts'
import type { LetterData, LetterKind } from '#lib/mail/letters/letter.ts'
import { writeLetter } from '#lib/mail/letters/write-letter.ts'
import type { PortalLetter } from '#lib/requests/letter-data.ts'
import type { LetterName } from './kinds.ts'
import { sampleContext, samplesOf } from './sample.ts'
import { type LetterPage, sayWording } from './say-letter.ts'
import type { Wording, WordingLocale } from './wording.ts'

/** Letters whose mail says what kind of letter waits; of any other it says only that one does. */
const announced = [
  'deadline-extended',
  'request-refused',
  'request-withdrawn',
  'request-closed',
  'package-released',
] as const

/** The mail that says that this letter waits. Only who never proved a mailbox is told the remedy there: nothing can wait for them. */
export function announcementOf(letter: PortalLetter): { letter: LetterKind; data: LetterData[LetterKind] } {
  if (letter.kind === 'request-lapsed') return { letter: letter.kind, data: { remedy: letter.data.remedy } }
  if (letter.kind === 'request-acknowledged') return { letter: 'request-received', data: {} }
  const named = announced.find(kind => kind === letter.kind)
  return { letter: named ?? 'letter-waiting', data: {} }
}

export type Preview = { page: LetterPage; mail: { subject: string; text: string } }

/** A text as the person will read it, with invented data, and the mail that announces it. Pure. `words`: what stands where an officer writes. */
export function previewWording(
  kind: LetterName,
  locale: WordingLocale,
  wording: Wording,
  words: string,
  address: URL,
): Preview {
  const translate = createTranslator(locale, 'mail')
  const data = samplesOf(kind, words)[0]!
  const page = sayWording(kind, wording, data, sampleContext, { locale, zone: 'UTC', translate })
  const announced = announcementOf({ kind, data } as PortalLetter)
  const { subject, text } = writeLetter(announced.letter, announced.data as never, {
    locale,
    translate,
    address,
    organisation: sampleContext.organisation,
  })
  return { page, mail: { subject, text } }
}
