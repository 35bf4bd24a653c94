import { z } from 'zod'
import { openValue } from '#lib/vault/house-keys.ts'

const shape = z.object({ text: z.string(), salt: z.string() })

/** What the person wrote in a complaint or an appeal. */
export const openBody = (id: string, sealed: Uint8Array): string =>
  shape.parse(openValue(`dispute.body:${id}`, sealed)).text
