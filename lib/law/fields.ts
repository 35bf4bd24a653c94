import { z } from 'zod'

/** Why an admin changes what dates are counted with: kept beside the change for everybody who works here. Names nobody. */
export const lawReason = z
  .string({ error: 'reason.missing' })
  .trim()
  .min(1, 'reason.missing')
  .min(20, 'reason.too-short')
  .max(1000, 'reason.longer-than-here')
