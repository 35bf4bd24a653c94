import type { StaffRole } from '#lib/access/actor.ts'
import type { DocumentKind, Flag, Level, QuestionLevel } from '#lib/assurance/levels.ts'
import type { CandidateEvent } from '#lib/candidates/candidate-words.ts'
import type { DisputeEvent } from '#lib/disputes/dispute-words.ts'
import type { MentionEvent } from '#lib/others/mention-words.ts'
import type { OwnerEvent } from '#lib/owners/owner-words.ts'
import type { Ground } from '#lib/packages/content.ts'
import type {
  Channel,
  Ending,
  ExtensionGround,
  IdentityMeans,
  Outcome,
  RefusalGround,
  Right,
} from '#lib/requests/status.ts'

/** A salted commitment to a text that lies sealed elsewhere: erasing the text keeps the history valid. Hex. */
export type Commitment = string

/** What moved the clock of a request before: kind of clock event, when, under which rule, and the day it names. UTC instant, civil date, ISO 8601. */
export type CarriedEvent = { type: string; at: string; rule?: string; day?: string }

/** The dates a request has after this event: what replay needs to arrive at the row. Civil dates and UTC instants, ISO 8601. */
export type Dates = {
  dueOn: string
  dueAt: string
  safeOn: string
  /** Since when the clock of the governing rule stands still; absent while it runs. */
  pausedSince?: string
  /** What the governing date was counted with: the rule, the hashes under which its text and its calendar are kept, the zone. */
  law?: { rule: string; version: string; calendar: string; zone: string }
}

/**
 * Every sentence the history can say. Ids, codes, dates, hashes and commitments only: never a name, an address or free text.
 * This file is a schema: events already written must stay readable, so members are added and never changed.
 */
export type RequestEvent =
  | ({
      type: 'request-submitted'
      ref: string
      right: Right
      channel: Channel
      country: string
      locale: string
      receivedAt: string
      rules: string[]
      intake: Commitment
      /** Whoever asked for somebody else; absent when a person asks for themselves. */
      behalf?: 'agent' | 'guardian'
    } & Dates)
  | { type: 'link-sent' }
  /** Who has no mailbox proves a postal address: a code waits to be posted, and no link goes anywhere. */
  | { type: 'code-made' }
  /** The code that came back from a postal address, and the officer's note of what was seen. */
  | ({ type: 'post-proved'; person: string; seen: Commitment } & Dates)
  /** A request that goes on where another was closed: who asks was proved there. `clock`: what moved the day of the same question there. */
  | ({ type: 'proof-carried-over'; person: string; predecessor: string; clock?: CarriedEvent[] } & Dates)
  | { type: 'message-written'; message: string; side: 'person' | 'team'; body: Commitment; mail: string }
  | ({ type: 'clarification-asked'; question: string; body: Commitment; mail: string; pauses: string[] } & Dates)
  | ({ type: 'clarification-answered'; question: string; ending: Ending; body: Commitment | null; was: string } & Dates)
  | { type: 'address-mended'; intake: Commitment }
  | ({ type: 'address-proved'; level: 'L1'; person: string } & Dates)
  | ({ type: 'regime-changed'; from: string[]; to: string[]; reason: Commitment } & Dates)
  | { type: 'request-assigned'; to: string | null }
  | { type: 'collection-started'; attempt: number; sources: string[]; again: boolean }
  | {
      type: 'source-searched'
      attempt: number
      source: string
      snapshotAt: string
      snapshotLsn: string | null
      fingerprint: string | null
      found: { [collection: string]: number }
      empty: string[]
      failed: { [collection: string]: string }
      unclassified: number
      segments: { [object: string]: string }
      decoys: { tried: number; crossed: number }
    }
  | { type: 'source-failed'; attempt: number; source: string; reason: string }
  | { type: 'sources-retried'; attempt: number; sources: string[] }
  | { type: 'collection-finished'; attempt: number; records: number; failed: number }
  | {
      type: 'value-withheld'
      withholding: string
      scope: 'collection' | 'record' | 'field' | 'span'
      collection: string
      ground: Ground
      reason: Commitment
    }
  | { type: 'withholding-lifted'; withholding: string }
  | MentionEvent
  | CandidateEvent
  | { type: 'package-asked-for'; package: string; attempt: number }
  /** `held`: records that stay back because the data map says that they may be another person's; absent in events of before. */
  | {
      type: 'package-built'
      package: string
      complete: boolean
      records: number
      held?: number
      files: { [name: string]: string }
    }
  | { type: 'package-discarded'; package: string }
  /** `withheld`: how many things its letter says are withheld; absent in events of before. */
  | { type: 'package-released'; package: string; expiresAt: string; complete: boolean; withheld?: number }
  | { type: 'package-opened'; package: string; file: string }
  /** A copy that went to the wrong person: from here on nobody can fetch it. */
  | { type: 'release-revoked'; package: string }
  | { type: 'package-destroyed'; package: string; because: 'expired' | 'closed' | 'misdirected'; keyDestroyed: boolean }
  | { type: 'breach-opened'; breach: string; awareAt: string; dueAt: string; account: Commitment }
  | {
      type: 'breach-decided'
      breach: string
      about: 'authority' | 'persons'
      decision: 'told' | 'not-needed'
      decidedAt: string
      reason: Commitment
    }
  | { type: 'breach-closed'; breach: string; reason: Commitment }
  | { type: 'hold-begun'; attempt: number; records: number }
  | { type: 'hold-lifted'; records: number }
  | { type: 'request-reopened'; successor: string; extent: 'same' | 'new'; reason: Commitment }
  /** `newDate`: the day the notice names, where a law has it name one. */
  | ({
      type: 'deadline-extended'
      under: string[]
      ground: ExtensionGround
      was: string
      reason: Commitment
      newDate?: string
    } & Dates)
  | { type: 'request-refused'; ground: RefusalGround; reason: Commitment }
  | { type: 'request-withdrawn' }
  | { type: 'request-lapsed' }
  | { type: 'request-closed'; outcome: Outcome }
  /** Proof beyond the mailbox is asked for: to be shown to an officer, or as answers to questions (`check`, `facts`). */
  | ({ type: 'proof-asked'; reason: Commitment; level?: QuestionLevel; check?: string; facts?: number } & Dates)
  /** However it was given. It answers the question where it reaches the level that was asked for; without a `level`, L2. */
  | ({
      type: 'proof-given'
      how: IdentityMeans
      level?: Level
      reason?: Commitment
      document?: DocumentKind
      on?: string
    } & Dates)
  | ({ type: 'fee-asked'; minor: number; currency: string; reason: Commitment } & Dates)
  | ({ type: 'fee-paid' } & Dates)
  | { type: 'date-proposed'; override: string; rule: string; was: string; on: string; reason: Commitment }
  | { type: 'date-proposal-dropped'; override: string }
  | ({ type: 'date-set'; override: string; rule: string; was: string; on: string; proposedBy: string } & Dates)
  | DisputeEvent
  | { type: 'duty-reminded'; duty: string; rule: string; days: number; escalated: boolean }
  | {
      type: 'letter-written'
      letter: string
      kind: string
      mail: string
      body: Commitment
      /** Version of the house's text by language (`en:3`), 0 for the portal's own; missing in the earliest letters. */
      wording?: string[]
    }
  /** What the findings say about whose they are. `facts`: how many could be asked; `told`: mailboxes told that a request is open. */
  | { type: 'identity-reviewed'; attempt: number; flags: Flag[]; facts: number; told: number; waitUntil: string | null }
  | { type: 'identity-failed'; check: string; left: number }
  | { type: 'identity-contested'; alert: string }
  | { type: 'former-address-named'; alert: string; waitUntil: string }
  | OwnerEvent

export type AccessEvent =
  | { type: 'signed-in'; as: 'person' | StaffRole; by: 'link' | 'passkey' | 'demo' | 'oidc' }
  | { type: 'sign-in-link-sent' }
  | { type: 'link-disowned' }
  | { type: 'signed-out' }
  | { type: 'proof-failed'; because: 'unknown' | 'expired' | 'passkey' }
  | { type: 'denied'; permission: string }
  | { type: 'looked'; at: string; ref: string | null }

export type HouseEvent =
  | { type: 'staff-invited'; role: StaffRole }
  | { type: 'staff-joined' }
  | { type: 'staff-role-changed'; from: StaffRole; to: StaffRole }
  | { type: 'staff-removed' }
  | { type: 'organisation-set'; country: string; region: string | null; zone: string; locales: string[] }
  | { type: 'rule-confirmed'; rule: string; version: string }
  | { type: 'rule-switched'; rule: string; enabled: boolean }
  | { type: 'calendar-day-set'; day: string; as: 'rest' | 'work' | 'as-published' }
  | { type: 'calendar-confirmed'; seat: string; until: string; version: string }
  | { type: 'digest-sent'; day: string; open: number; overdue: number; soon: number }
  | { type: 'calendar-feed-made' }
  | { type: 'calendar-feed-revoked' }
  | { type: 'letter-text-saved'; kind: string; locale: string; version: number; sha256: string }
  | { type: 'authority-corrected'; authority: string; sha256: string }
  | { type: 'setting-changed'; setting: string; before: string; after: string }
  | { type: 'source-set'; source: string; kind: string; mapSha256: string }
  | { type: 'source-owner-set'; source: string; days: number; asked: boolean }
  /** Who is known to a source, as keyed hashes alone. */
  | { type: 'people-indexed'; source: string; people: number; identifiers: number }
  | { type: 'people-unread'; source: string; reason: string }
  | { type: 'source-check-asked'; source: string }
  /** What map and source had of each other; `failed` says why they could not be compared. */
  | {
      type: 'source-checked'
      source: string
      tables: number
      columns: number
      unclassified: number
      missing: number
      failed: string | null
    }
  /** A search for one address that belongs to no request. The purpose is sealed elsewhere; the address and what was found nowhere. */
  | { type: 'address-tried'; trial: string; sources: number; purpose: Commitment }
  | { type: 'keys-rotated'; kind: 'columns' | 'vault'; resealed: number }
  | { type: 'clock-advanced'; seconds: number }
  /** `receipt` is what the person was given; a second opt-out of one address is told like the first. */
  | { type: 'opted-out'; receipt: string; by: 'page' | 'link' | 'one-click' }
  | { type: 'suppression-exported'; addresses: number }
  | { type: 'notice-published'; version: number; effectiveOn: string; sha256: string }
  | { type: 'notice-followed' }
  | { type: 'notice-unfollowed' }
  | { type: 'notice-told'; version: number; readers: number }

export type HistoryEvent = RequestEvent | AccessEvent | HouseEvent

/**
 * Where an event is told: `request:<id>`, `sign-in:<subject>`, `looks:<staff>`, `denied:<actor>`, `staff:<id>`, `organisation`,
 * `law`, `digest`, `feed:<staff>`, `letter-text:<kind>:<language>`, `authorities`, `source:<key>`, `keys`, `clock`, `suppression:<id>`, `notice`, `notice-reader:<person>`,
 * `setting:<key>`, `people:<source>`, `trials:<staff>`. A stream each, so that whoever looks never collides with whoever decides.
 */
export type Stream = string

export type Told = { stream: Stream; event: HistoryEvent }

export const ofRequest = (id: string, event: RequestEvent): Told => ({ stream: `request:${id}`, event })
export const ofAccess = (stream: string, event: AccessEvent): Told => ({ stream, event })
export const ofHouse = (stream: string, event: HouseEvent): Told => ({ stream, event })
