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

/** How an officer with reasonable doubt came to know who asks (Art. 12(6) GDPR). Nothing of what was shown is kept. */
export const identityMeans = ['call-back', 'known-facts', 'in-person', 'electronic-identity'] as const
export type IdentityMeans = (typeof identityMeans)[number]
