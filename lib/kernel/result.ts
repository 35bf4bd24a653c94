/**
 * Why a verb said no. A closed list: each becomes one translated sentence (`refusals.json`), and a fault is thrown instead.
 * `invalid` carries the message keys of each field.
 */
export type Refusal =
  | 'not-found'
  | 'not-allowed'
  | 'invalid'
  | 'too-many'
  | 'changed-meanwhile'
  | 'already-done'
  | 'wrong-status'
  | 'link-unknown'
  | 'link-expired'
  | 'proof-too-old'
  | 'not-open-yet'
  | 'extension-not-available'
  | 'extension-already-used'
  | 'extension-too-late'
  | 'rule-unknown'
  | 'rule-always-on'
  | 'identity-forbidden'
  | 'fee-not-allowed'
  | 'pause-after-due'
  | 'asked-already'
  | 'not-asked'
  | 'date-unchanged'
  | 'date-proposed-already'
  | 'second-person-needed'
  | 'complaint-not-available'
  | 'appeal-not-available'
  | 'dispute-open'
  | 'search-unfinished'
  | 'withholding-moved'
  | 'package-stale'
  | 'sources-unsearched'
  | 'package-incomplete'
  | 'package-gone'
  | 'decoy-crossed'
  | 'candidates-unread'
  | 'others-unread'
  | 'others-open'
  | 'four-eyes'
  | 'nothing-failed'
  | 'last-admin'
  | 'demo-only'
  | 'wording-wrong'
  | 'superseded'
  | 'question-open'
  | 'no-question'
  | 'no-mailbox'
  | 'not-by-post'
  | 'never-proved'
  | 'not-in-full'
  | 'answer-revoked'
  | 'breach-undecided'
  | 'identity-unread'
  | 'identity-too-low'
  | 'identity-contested'
  | 'identity-waits'
  | 'facts-too-few'
  | 'facts-asked-already'
  | 'facts-by-post'
  | 'facts-wrong'
  | 'notice-not-later'
  | 'owner-link-over'
  | 'file-empty'
  | 'file-too-large'
  | 'too-many-files'

export type Fields = { [field: string]: string[] }

export type Refused = { ok: false; why: Refusal; fields?: Fields; detail?: { [name: string]: string | number } }

export type Result<T> = { ok: true; value: T } | Refused

/** Says no, with what the sentence needs to name (a date, a status). */
export const refuse = (why: Refusal, detail?: Refused['detail']): Refused =>
  detail ? { ok: false, why, detail } : { ok: false, why }

/** Says which fields are wrong, by message key. */
export const invalid = (fields: Fields): Refused => ({ ok: false, why: 'invalid', fields })
