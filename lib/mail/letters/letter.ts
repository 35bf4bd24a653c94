import type { Remedy } from '#lib/requests/letter-data.ts'

/** A path of the portal. The address before it is the configured one and never comes from a request. */
export type LocalPath = `/${string}`

type Nothing = Readonly<Record<never, never>>
/** What a reminder may say on its way: a reference means nothing to anybody else. */
type Reminder = { ref: string; duty: string; days: number; link: LocalPath }
type Digest = { overdue: number; soon: number; open: number; unconfirmed: number }
/** `days`: how many are left to answer in. */
type Asked = { link: LocalPath; days: number }
type Proof = { link: LocalPath; disown: LocalPath }

/** What the team's own mailbox hears: which kind of thing happened, and in its link to which request. */
export const teamLetters = [
  'team-new-request',
  'team-person-wrote',
  'team-question-ended',
  'team-withdrawn',
  'team-breach',
  'team-letter-to-post',
  'team-owner-silent',
] as const
export type TeamLetter = (typeof teamLetters)[number]

/**
 * Every mail the portal can send, with what it must be told. No name, no reference, no reason: a mail is read on its way, so it says that
 * something is waiting and where. A member with a field for personal data would be the mistake this list exists to prevent.
 */
export type LetterData = {
  'prove-request': Proof
  'sign-in-link': Proof
  'request-received': Nothing
  'message-waiting': Nothing
  'question-waiting': Nothing
  'search-finished': Nothing
  'package-released': Nothing
  'deadline-extended': Nothing
  'request-refused': Nothing
  /** A letter of any other kind waits in the portal; which one is nobody's business on the way. */
  'letter-waiting': Nothing
  /** To the staff: reference, days and link, no more. */
  'duty-reminder': Reminder
  'duty-escalation': Reminder
  'daily-digest': Digest
  'request-withdrawn': Nothing
  /** Nobody proved to be its reader, so no letter can wait behind a sign-in: the notice of Art. 12(4) GDPR stands in the mail itself. */
  'request-lapsed': { remedy: Remedy }
  'request-closed': Nothing
  'request-reopened': Nothing
  'staff-invitation': { link: LocalPath }
  /** To mailboxes other than the one that asked: that there is a request, and no word more. */
  'request-opened': { notMe: LocalPath }
  'former-address-named': { notMe: LocalPath }
  'identity-attention': Nothing
  'notice-published': Nothing
  /** To a colleague who answers for a place no portal can read: that something is to be looked for, never whose. */
  'owner-asked': Asked
  'owner-reminded': Asked
} & { [Kind in TeamLetter]: { request: LocalPath } }

export type LetterKind = keyof LetterData

/** What stands on the paper, in order: sentences by their key under `letters.<kind>`, and links with the key of their label. */
export type Block =
  | { says: string; values?: Record<string, string | number> }
  | { label: string; to: LocalPath; looks: 'button' }
  | { label: string; to: LocalPath; looks: 'link' }
  | { remedy: Remedy }

const says = (key: string): Block => ({ says: key })
const button = (label: string, to: LocalPath): Block => ({ label, to, looks: 'button' })
const link = (label: string, to: LocalPath): Block => ({ label, to, looks: 'link' })

const proof = ({ link: to, disown }: Proof): Block[] => [
  says('why'),
  button('action', to),
  says('how-long'),
  says('next'),
  says('not-me'),
  link('disown', disown),
]

/** Something waits behind the person's own sign-in. */
const waiting = (): Block[] => [says('what'), says('where'), button('action', '/requests')]

const toOwner = ({ link: to, days }: Asked): Block[] => [
  says('what'),
  says('who'),
  button('action', to),
  { says: 'how-long', values: { days } },
  says('not-you'),
]

/** For the team: what happened, and the way to the request. */
const toTeam = ({ request }: { request: LocalPath }): Block[] => [says('what'), button('action', request)]

/** Nothing waits any more; who disagrees can still look and answer. */
const ended = (): Block[] => [says('what'), says('where'), link('action', '/requests')]

const reminder = ({ ref, duty, days, link: to }: Reminder): Block[] => [
  { says: 'what', values: { ref, duty, days } },
  button('action', to),
]

export const letters: { [Kind in LetterKind]: (data: LetterData[Kind]) => Block[] } = {
  'prove-request': proof,
  'sign-in-link': proof,
  'request-received': () => [says('what'), says('next'), says('where'), button('action', '/requests')],
  'message-waiting': waiting,
  'question-waiting': () => [says('what'), says('free'), says('where'), button('action', '/requests')],
  'search-finished': () => [says('what'), says('next'), button('action', '/admin')],
  'package-released': () => [says('what'), says('where'), says('how-long'), button('action', '/requests')],
  'deadline-extended': waiting,
  'request-refused': waiting,
  'letter-waiting': waiting,
  'duty-reminder': reminder,
  'duty-escalation': reminder,
  'daily-digest': data => [{ says: 'what', values: data }, button('action', '/admin')],
  'request-withdrawn': ended,
  'request-lapsed': ({ remedy }) => [says('what'), says('again'), link('action', '/ask'), { remedy }],
  'request-closed': ended,
  'request-reopened': waiting,
  'request-opened': ({ notMe }) => [says('what'), says('you'), says('not-you'), button('action', notMe)],
  'former-address-named': ({ notMe }) => [says('what'), says('you'), says('not-you'), button('action', notMe)],
  'identity-attention': () => [says('what'), says('next'), button('action', '/admin')],
  'notice-published': () => [
    says('what'),
    button('action', '/notice'),
    says('stop'),
    link('unfollow', '/notice/follow'),
  ],
  'staff-invitation': ({ link: to }) => [says('what'), button('action', to), says('how-long'), says('not-me')],
  'owner-asked': toOwner,
  'owner-reminded': toOwner,
  'team-new-request': toTeam,
  'team-person-wrote': toTeam,
  'team-question-ended': toTeam,
  'team-withdrawn': toTeam,
  'team-breach': toTeam,
  'team-letter-to-post': toTeam,
  'team-owner-silent': toTeam,
}

export const letterKinds = Object.keys(letters) as LetterKind[]
