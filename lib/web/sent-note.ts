import 'server-only'
import { z } from 'zod'
import { clearSealed, readSealed, type SealedCookie, writeSealed } from './sealed-cookie.ts'

const note = z.object({ address: z.string(), ref: z.string().optional(), times: z.number() })

/** What "check your mail" needs to know: the address as it was typed, for which request, and how often a link went out. */
export type SentNote = z.infer<typeof note>

const cookie = (path: '/ask' | '/sign-in'): SealedCookie<typeof note> => ({
  name: 'dossier-sent',
  path,
  seconds: 3600,
  schema: note,
})

export const readSent = (path: '/ask' | '/sign-in'): Promise<SentNote | undefined> => readSealed(cookie(path))
export const noteSent = (path: '/ask' | '/sign-in', sent: SentNote): Promise<void> => writeSealed(cookie(path), sent)
export const forgetSent = (path: '/ask' | '/sign-in'): Promise<void> => clearSealed(cookie(path))
