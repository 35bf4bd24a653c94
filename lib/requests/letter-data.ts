import type { ExtensionGround, RefusalGround } from './status.ts'

/** Whom a person may turn to when they disagree (Art. 12(4), 13(2)(d) GDPR; DPA 2018 s.164A): always there, by type. */
export type Remedy = { authority: { name: string; url: string }; contact: string; rules: string[] }

/**
 * What each letter of the portal says, as data: kept sealed, rendered in the reader's language when they read it.
 * Dates are civil (ISO 8601), instants UTC.
 */
export type PortalLetter =
  | { kind: 'deadline-extended'; data: { was: string; due: string; ground: ExtensionGround; reason: string } }
  | { kind: 'request-refused'; data: { ground: RefusalGround; reason: string; remedy: Remedy } }
  | { kind: 'request-withdrawn'; data: Record<never, never> }
  | { kind: 'request-lapsed'; data: Record<never, never> }
  | { kind: 'package-released'; data: { until: string; complete: boolean; records: number } }
