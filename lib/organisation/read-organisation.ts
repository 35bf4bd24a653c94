import type { Tx } from '#lib/db/begin.ts'
import { organisations } from './table.ts'

export type Organisation = typeof organisations.$inferSelect

/** Step: the organisation that answers, or undefined before its first run is finished (then nothing is accepted). */
export const readOrganisation = async (tx: Tx): Promise<Organisation | undefined> =>
  (await tx.select().from(organisations))[0]
