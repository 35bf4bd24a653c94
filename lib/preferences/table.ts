import { uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant } from '#lib/db/columns.ts'

/** Who is not written to for marketing. Found by keyed hash; the address is sealed, because the mailing tool must be told it. */
export const suppressions = dossier.table('suppression', {
  id: uuid().primaryKey(),
  addressHash: bytes('address_hash').notNull().unique(),
  address: bytes().notNull(),
  since: instant().notNull(),
})
