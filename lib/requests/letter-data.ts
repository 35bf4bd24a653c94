import { z } from 'zod'
import { proofs } from '#lib/assurance/levels.ts'
import { disputeKinds, disputeWords } from '#lib/disputes/dispute-words.ts'
import { routes } from '#lib/letters/remedies.ts'
import { extensionGrounds, refusalGrounds } from './status.ts'

/** Whom a person may turn to when they disagree (Art. 12(4), 13(2)(d) GDPR; DPA 2018 s.164A): always there, by type. */
const remedy = z.object({
  authority: z.object({ name: z.string(), url: z.string() }),
  contact: z.string(),
  rules: z.array(z.string()),
  /** The competent bodies as the directory named them that day, by law: at the organisation's seat, at the person's home, or for everybody. */
  bodies: z
    .array(z.object({ law: z.string(), at: z.enum(['seat', 'home', 'law']), name: z.string(), url: z.string() }))
    .optional(),
  /** The way this very decision has ended: it is not offered again. */
  gone: z.enum(routes).optional(),
})
export type Remedy = z.output<typeof remedy>

const date = z.iso.date()
const nothing = z.object({})
/** Why the answer comes late, in the officer's words; empty where it does not, and in letters of before. */
const lateness = z.string().default('')

/**
 * What each letter of the portal says, as data: kept sealed, rendered in the reader's language when they read it.
 * Dates are civil (ISO 8601), instants UTC. A letter that says no has its remedy, and there is no way to write one without.
 */
const portalLetter = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('request-acknowledged'), data: nothing }),
  z.object({ kind: z.literal('request-closed'), data: nothing }),
  z.object({
    kind: z.literal('deadline-extended'),
    data: z.object({
      was: date,
      due: date,
      ground: z.enum(extensionGrounds),
      reason: z.string(),
      /** The extension holds under one law, and the day of another that knows none stays the one that counts. */
      stays: z.boolean().default(false),
    }),
  }),
  z.object({
    kind: z.literal('request-refused'),
    data: z.object({ ground: z.enum(refusalGrounds), reason: z.string(), lateness, remedy }),
  }),
  z.object({
    kind: z.literal('identity-asked'),
    data: z.object({ reason: z.string(), due: date, by: z.enum(proofs).default('officer') }),
  }),
  z.object({
    kind: z.literal('fee-asked'),
    data: z.object({ amount: z.string(), currency: z.string(), reason: z.string(), due: date }),
  }),
  z.object({ kind: z.literal('date-set'), data: z.object({ was: date, due: date }) }),
  z.object({
    kind: z.literal('dispute-acknowledged'),
    data: z.object({
      kind: z.enum(disputeKinds),
      /** The first day its law gives it; empty in letters of before. */
      due: z.union([date, z.literal('')]).default(''),
    }),
  }),
  z.object({
    kind: z.literal('dispute-decided'),
    data: z.object({
      kind: z.enum(disputeKinds),
      outcome: z.enum(disputeWords),
      reason: z.string(),
      remedy,
    }),
  }),
  z.object({ kind: z.literal('request-withdrawn'), data: nothing }),
  z.object({ kind: z.literal('request-lapsed'), data: z.object({ remedy }) }),
  z.object({
    kind: z.literal('package-released'),
    data: z.object({
      until: z.iso.datetime(),
      complete: z.boolean(),
      records: z.int().nonnegative(),
      /** What an answer without a record says: `held`, all of it is withheld; `unknown`, not everything could be searched. */
      answer: z.enum(['data', 'held', 'unknown']).default('data'),
      /** What was refused in part, by its ground, and in the officer's words. Letters of before know none of it. */
      withheld: z.array(z.object({ ground: z.string(), count: z.int().positive() })).default([]),
      explanation: z.string().default(''),
      lateness,
      remedy: remedy.optional(),
      onPaper: z.boolean().default(false),
    }),
  }),
  z.object({
    kind: z.literal('request-reopened'),
    data: z.object({ extent: z.enum(['same', 'new']), reason: z.string(), due: date }),
  }),
])

export type PortalLetter = z.output<typeof portalLetter>

const paragraph = z.union([
  z.object({ text: z.string(), address: z.string() }),
  z.object({ text: z.string() }),
  z.object({ quoted: z.string() }),
  z.object({ items: z.array(z.string()) }),
  z.object({ steps: z.array(z.object({ text: z.string(), cite: z.string() })) }),
])
const page = z.object({ subject: z.string(), paragraphs: z.array(paragraph) })

/**
 * The words of a letter in each language, kept with it the moment it is written: neither a new text of the house nor a new release of
 * the portal changes what somebody was told. `version` 0 is the portal's own text.
 */
const said = z.record(z.string(), z.object({ version: z.int().nonnegative(), page }))
export type Said = z.output<typeof said>

/** A letter as it was sealed, `{letter, salt}`. @throws {z.ZodError} when an older or newer portal wrote something else. */
export const readPortalLetter = (opened: unknown): PortalLetter =>
  z.object({ letter: portalLetter }).parse(opened).letter

/** The words that were sealed with a letter; none for those of an older portal. */
export const readSaid = (opened: unknown): Said => z.object({ said: said.optional() }).parse(opened).said ?? {}
