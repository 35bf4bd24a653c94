import type messages from '#lib/i18n/messages/en/sources.json'

/** Why a collection was not searched or not read. The sentence for each is in the messages `sources.reason`. */
export type ReasonCode = keyof (typeof messages)['reason']

/**
 * A reason that may be stored, logged and shown: a code, and at most a name out of the data map or a code of the source.
 * Never the source's own message: that quotes values.
 */
export type Reason = { code: ReasonCode; what: string }

export const reason = (code: ReasonCode, what = ''): Reason => ({ code, what })

/** One text for both, as `CollectionResult.reason` carries it: `column-missing: email`. */
export const reasonText = ({ code, what }: Reason): string => (what === '' ? code : `${code}: ${what}`)

/** The reason back from its text. */
export const readReason = (text: string): Reason => {
  const [code = '', ...what] = text.split(': ')
  return { code: code as ReasonCode, what: what.join(': ') }
}

/** Thrown while a source is read; carries a reason and never a value. */
export class SourceFailure extends Error {
  readonly reason: Reason

  constructor(why: Reason) {
    super(reasonText(why))
    this.name = 'SourceFailure'
    this.reason = why
  }
}
