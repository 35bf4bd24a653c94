import { z } from 'zod'
import { type Address, readAddress } from './address.ts'

/** A form field that holds one strict address; faults are message keys. */
export const addressField = z.string({ error: 'address.missing' }).transform((raw, context): Address => {
  const read = readAddress(raw)
  if (read.ok) return read.address
  context.addIssue({ code: 'custom', message: read.why })
  return z.NEVER
})
