import 'server-only'
import { z } from 'zod'
import { readSealed, type SealedCookie, writeSealed } from './sealed-cookie.ts'

const visit = z.object({ token: z.string() })

/** That this browser pressed the button behind a link: whoever only opens the address, as mail scanners do, is shown nobody. */
const cookie: SealedCookie<typeof visit> = { name: 'dossier-owner', path: '/owner', seconds: 4 * 3600, schema: visit }

export const hasPressed = async (token: string): Promise<boolean> => (await readSealed(cookie))?.token === token
export const notePressed = (token: string): Promise<void> => writeSealed(cookie, { token })
