import type { Channel } from '#lib/requests/status.ts'

/** A complaint to the organisation itself (DPA 2018 s.164A) and an appeal against a refusal (Virginia and her kin). */
export const disputeKinds = ['complaint', 'appeal'] as const
export type DisputeKind = (typeof disputeKinds)[number]

export const disputeStates = ['received', 'acknowledged', 'investigating', 'decided'] as const
export type DisputeState = (typeof disputeStates)[number]

/** How each may end. */
export const disputeOutcomes = {
  complaint: ['upheld', 'partly-upheld', 'not-upheld'],
  appeal: ['granted', 'denied'],
} as const satisfies Record<DisputeKind, readonly string[]>
export type DisputeOutcome = (typeof disputeOutcomes)[DisputeKind][number]

/** The outcomes as a letter's text chooses by them: an ICU `select` takes no hyphen. */
export const disputeWords = ['upheld', 'partly_upheld', 'not_upheld', 'granted', 'denied'] as const

/** What the history of a request tells of a dispute. `body`, `reason`: commitments to texts, which lie sealed. */
export type DisputeEvent =
  | {
      type: 'dispute-received'
      dispute: string
      kind: DisputeKind
      rules: string[]
      body: string
      /** How it came, and the civil day on which it did, where an officer took it in; absent when the person raised it in the portal. */
      channel?: Exclude<Channel, 'portal'>
      receivedOn?: string
    }
  | { type: 'dispute-acknowledged'; dispute: string; kind: DisputeKind }
  | { type: 'dispute-investigated'; dispute: string; kind: DisputeKind }
  | { type: 'dispute-decided'; dispute: string; kind: DisputeKind; outcome: DisputeOutcome; reason: string }
