/** The life of a request. *Paused, extended, overdue* are not here: they are derived from its events. */
export const statuses = [
  'received',
  'proved',
  'collecting',
  'review',
  'ready',
  'released',
  'refused',
  'withdrawn',
  'lapsed',
  'closed',
] as const

export type Status = (typeof statuses)[number]

/** The rights this portal can answer so far. */
export const rights = ['access'] as const
export type Right = (typeof rights)[number]

type Step = {
  /** Where a request may go from here. */
  next: readonly Status[]
  /** Who is expected to move it: what the work list and the person's page say. */
  waitsFor: 'person' | 'portal' | 'officer' | 'nobody'
  /** Whether the legal clock still runs towards an answer. */
  open: boolean
}

/** The one table: who waits for whom, and what may follow what. */
export const life = {
  received: { next: ['proved', 'lapsed', 'withdrawn'], waitsFor: 'person', open: true },
  proved: { next: ['collecting', 'withdrawn', 'refused'], waitsFor: 'portal', open: true },
  collecting: { next: ['review', 'withdrawn', 'refused'], waitsFor: 'portal', open: true },
  review: { next: ['ready', 'collecting', 'withdrawn', 'refused'], waitsFor: 'officer', open: true },
  ready: { next: ['released', 'review', 'collecting', 'withdrawn', 'refused'], waitsFor: 'officer', open: true },
  released: { next: ['closed'], waitsFor: 'nobody', open: false },
  /** A granted appeal takes a refusal back. */
  refused: { next: ['closed', 'review', 'proved'], waitsFor: 'nobody', open: false },
  withdrawn: { next: ['closed'], waitsFor: 'nobody', open: false },
  lapsed: { next: ['closed'], waitsFor: 'nobody', open: false },
  closed: { next: [], waitsFor: 'nobody', open: false },
} as const satisfies Record<Status, Step>

export const mayBecome = (from: Status, to: Status): boolean => (life[from].next as readonly Status[]).includes(to)

export const isOpen = (status: Status): boolean => life[status].open

/** How a closed request ended (LAW.md section 6, outcome codes). */
export const outcomes = [
  'fulfilled-full',
  'fulfilled-part',
  'no-data',
  'refused-unfounded',
  'refused-excessive',
  'refused-unverified',
  'refused-exempt',
  'withdrawn',
  'duplicate',
  'not-controller',
  'lapsed',
] as const
export type Outcome = (typeof outcomes)[number]

/** Grounds on which an officer may refuse in full (Art. 12(5), 12(2), 23 GDPR). */
export const refusalGrounds = ['unfounded', 'excessive', 'unidentified', 'exempt'] as const
export type RefusalGround = (typeof refusalGrounds)[number]

/** Grounds on which the time may be extended (Art. 12(3) GDPR: complexity and number of the requests). */
export const extensionGrounds = ['complexity', 'number'] as const
export type ExtensionGround = (typeof extensionGrounds)[number]

/** How a request reached us. All but the portal's own form are taken in by an officer. */
export const channels = ['portal', 'phone', 'post', 'email', 'in-person'] as const
export type Channel = (typeof channels)[number]

/** How a question to the person ended. However it ended, the request goes on (recital 63 GDPR asks, it does not make a condition). */
export const endings = ['answered', 'declined', 'unanswered'] as const
export type Ending = (typeof endings)[number]

/** What becomes of a duty to tell about a breach: told, or not needed with a reason (Art. 33(1), 34(1) and (3) GDPR). */
export const breachDecisions = ['told', 'not-needed'] as const
export type BreachDecision = 'undecided' | (typeof breachDecisions)[number]

/** How an officer came to know who asks (Art. 12(6) GDPR). Nothing of what was shown is kept. */
export const identityMeans = ['call-back', 'known-facts', 'in-person', 'electronic-identity', 'judgement'] as const
/** Besides these: the person answered our questions, or an officer looked at a document. */
export type IdentityMeans = (typeof identityMeans)[number] | 'facts' | 'document'
