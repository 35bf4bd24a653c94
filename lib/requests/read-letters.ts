import { asc, eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Tx } from '#lib/db/begin.ts'
import { openValue } from '#lib/vault/house-keys.ts'
import type { PortalLetter } from './letter-data.ts'
import { letters } from './table.ts'

export type WrittenLetter = { id: string; writtenAt: Temporal.Instant; letter: PortalLetter }

// The seal proves that `writeLetter` made it from a typed letter; the kind decides what `data` is.
const shape = z.object({ letter: z.object({ kind: z.string(), data: z.looseObject({}) }), salt: z.string() })

/** Step: the letters of a request as they were written, oldest first. */
export async function readLetters(tx: Tx, requestId: string): Promise<WrittenLetter[]> {
  const rows = await tx
    .select()
    .from(letters)
    .where(eq(letters.requestId, requestId))
    .orderBy(asc(letters.writtenAt), asc(letters.id))
  return rows.map(({ id, body, writtenAt }) => {
    const { letter } = shape.parse(openValue(`letter.body:${id}`, body))
    return { id, writtenAt, letter: letter as unknown as PortalLetter }
  })
}
