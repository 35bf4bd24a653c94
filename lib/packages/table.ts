import { bigint, boolean, index, integer, text, uuid } from 'drizzle-orm/pg-core'
import { bytes, dossier, instant } from '#lib/db/columns.ts'
import { requests } from '#lib/requests/table.ts'

export const packages = dossier.table(
  'package',
  {
    id: uuid().primaryKey(),
    requestId: uuid('request_id')
      .notNull()
      .references(() => requests.id),
    attempt: integer().notNull(),
    state: text().$type<'building' | 'ready' | 'released' | 'revoked' | 'discarded' | 'destroyed'>().notNull(),
    /** The fence of the build: a worker that wakes late finds another's. */
    run: uuid().notNull(),
    complete: boolean().notNull(),
    records: integer().notNull(),
    requestedAt: instant('requested_at').notNull(),
    /** Set at release. The file and its key are destroyed when this instant has passed. */
    expiresAt: instant('expires_at'),
  },
  table => [index('package_request').on(table.requestId), index('package_expiry').on(table.state, table.expiresAt)],
)

export const packageFiles = dossier.table(
  'package_file',
  {
    objectId: text('object_id').primaryKey(),
    packageId: uuid('package_id')
      .notNull()
      .references(() => packages.id),
    name: text().notNull(),
    mediaType: text('media_type').notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    sha256: bytes().notNull(),
  },
  table => [index('package_file_package').on(table.packageId)],
)
