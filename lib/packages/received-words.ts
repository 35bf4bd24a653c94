import { Temporal } from 'temporal-polyfill'
import type { Disclosure, PackagedValue, PackageHead } from './content.ts'
import { inLanguage } from './leaf.ts'
import { flatten } from './received.ts'
import { instantWords, valueWords } from './words.ts'
import type { Translate } from './writer.ts'

/** One disclosure as people read it, in the order of the columns: to whom, when, what, what for. */
export const disclosureWords = (one: Disclosure, head: PackageHead, t: Translate): string[] => [
  valueWords(one.recipient, t),
  whenWords(one.at, head, t),
  valueWords(flatten(one.what), t),
  valueWords(one.purpose, t),
]

/** A time the source wrote as an instant; everything else as it is. */
const whenWords = (value: PackagedValue, head: PackageHead, t: Translate): string => {
  if (typeof value !== 'string') return valueWords(value, t)
  try {
    return instantWords(Temporal.Instant.from(value).toString(), head.organisation.zone, head.locale)
  } catch {
    return valueWords(value, t)
  }
}

export const receivedTitles = (t: Translate): string[] =>
  ['recipient', 'at', 'what', 'purpose'].map(name => t(`received.${name}`))

/** The groups whose recipients are known by the data map alone, each with them. */
export const standingWords = (head: PackageHead, t: Translate): string[] =>
  head.received.standing.map(({ label, recipients }) =>
    t('received.standing-one', { group: inLanguage(label, head.locale), recipients: recipients.join(', ') }),
  )
