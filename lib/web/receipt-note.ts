import 'server-only'
import { z } from 'zod'
import { readSealed, type SealedCookie, writeSealed } from './sealed-cookie.ts'

const note = z.object({ address: z.string(), receipt: z.string(), at: z.string() })

/** What the page after an opt-out shows once more when it is loaded again: for an hour, to this browser alone. */
export type ReceiptNote = z.infer<typeof note>

const cookie: SealedCookie<typeof note> = { name: 'dossier-receipt', path: '/preferences', seconds: 3600, schema: note }

export const readReceipt = (): Promise<ReceiptNote | undefined> => readSealed(cookie)
export const noteReceipt = (receipt: ReceiptNote): Promise<void> => writeSealed(cookie, receipt)
