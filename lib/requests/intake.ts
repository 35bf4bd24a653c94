import { z } from 'zod'
import type { Address } from '#lib/identity/address.ts'
import { openValue, sealValue } from '#lib/vault/house-keys.ts'

/** How the person says they know the organisation: it helps the officer to judge whether a search looked in the right places. */
export const relations = ['customer', 'prospect', 'visitor', 'applicant', 'other'] as const

/** Where the person lives decides which law protects them; nothing else is asked for. */
export const countries = [
  'IE',
  'AT',
  'BE',
  'BG',
  'CH',
  'CY',
  'CZ',
  'DE',
  'DK',
  'EE',
  'ES',
  'FI',
  'FR',
  'GB',
  'GR',
  'HR',
  'HU',
  'IS',
  'IT',
  'LI',
  'LT',
  'LU',
  'LV',
  'MT',
  'NL',
  'NO',
  'PL',
  'PT',
  'RO',
  'SE',
  'SI',
  'SK',
  'US-CA',
  'US',
  'other',
] as const

/** What a person told us when they asked. Sealed in `request.intake`; the history holds a commitment to it. */
const shape = z.object({
  address: z.string(),
  relation: z.enum(relations),
  message: z.string(),
  salt: z.string(),
  /** Who asked for the person, and what they showed for it; absent when the person asked. */
  behalf: z.object({ kind: z.enum(['agent', 'guardian']), name: z.string(), authority: z.string() }).optional(),
  /** Somebody without a mailbox: where letters go, and the code that proves it. `address` is then searched for and never written to. */
  post: z.object({ address: z.string(), code: z.string() }).optional(),
})

export type Intake = Omit<z.infer<typeof shape>, 'address'> & { address: Address }

const context = (requestId: string) => `request.intake:${requestId}`

export const sealIntake = (requestId: string, intake: Intake): Uint8Array => sealValue(context(requestId), intake)

export const openIntake = (request: { id: string; intake: Uint8Array }): Intake =>
  shape.parse(openValue(context(request.id), request.intake)) as Intake
