import { z } from 'zod'
import type { Step } from '#lib/deadlines/steps.ts'
import { disputeKinds, disputeOutcomes } from '#lib/disputes/dispute-words.ts'
import { extensionGrounds, refusalGrounds } from './status.ts'

/** Whom a person may turn to when they disagree (Art. 12(4), 13(2)(d) GDPR; DPA 2018 s.164A): always there, by type. */
const remedy = z.object({
  authority: z.object({ name: z.string(), url: z.string() }),
  contact: z.string(),
  rules: z.array(z.string()),
})
export type Remedy = z.output<typeof remedy>

const date = z.iso.date()
const nothing = z.object({})
/** How the date came about, as codes: said in the reader's language. Letters written before have none. */
const steps = z.array(z.custom<Step>(value => typeof value === 'object' && value !== null)).default([])

/**
 * What each letter of the portal says, as data: kept sealed, rendered in the reader's language when they read it.
 * Dates are civil (ISO 8601), instants UTC. A letter that says no has its remedy, and there is no way to write one without.
 */
const portalLetter = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('deadline-extended'),
    data: z.object({ was: date, due: date, ground: z.enum(extensionGrounds), reason: z.string(), steps }),
  }),
  z.object({
    kind: z.literal('request-refused'),
    data: z.object({ ground: z.enum(refusalGrounds), reason: z.string(), remedy }),
  }),
  z.object({ kind: z.literal('identity-asked'), data: z.object({ reason: z.string(), due: date, steps }) }),
  z.object({
    kind: z.literal('fee-asked'),
    data: z.object({ minor: z.int().positive(), currency: z.string(), reason: z.string(), due: date, steps }),
  }),
  z.object({ kind: z.literal('date-set'), data: z.object({ was: date, due: date, steps }) }),
  z.object({ kind: z.literal('dispute-acknowledged'), data: z.object({ kind: z.enum(disputeKinds) }) }),
  z.object({
    kind: z.literal('dispute-decided'),
    data: z.object({
      kind: z.enum(disputeKinds),
      outcome: z.enum([...disputeOutcomes.complaint, ...disputeOutcomes.appeal]),
      reason: z.string(),
      remedy,
    }),
  }),
  z.object({ kind: z.literal('request-withdrawn'), data: nothing }),
  z.object({ kind: z.literal('request-lapsed'), data: z.object({ remedy }) }),
  z.object({
    kind: z.literal('package-released'),
    data: z.object({ until: z.iso.datetime(), complete: z.boolean(), records: z.int().nonnegative() }),
  }),
])

export type PortalLetter = z.output<typeof portalLetter>

/** A letter as it was sealed, `{letter, salt}`. @throws {z.ZodError} when an older or newer portal wrote something else. */
export const readPortalLetter = (opened: unknown): PortalLetter =>
  z.object({ letter: portalLetter }).parse(opened).letter
