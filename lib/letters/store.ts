import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '#lib/db/begin.ts'
import { letterWordings } from './table.ts'

export type WordingRow = typeof letterWordings.$inferSelect

const of = (kind: string, locale: string) => and(eq(letterWordings.kind, kind), eq(letterWordings.locale, locale))

const { version, subject, body } = letterWordings

/** The house's text as it stands, of which anybody may see this much; undefined where the portal's own is used. */
export const readWording = async (tx: Tx, kind: string, locale: string) =>
  (
    await tx
      .select({ version, subject, body })
      .from(letterWordings)
      .where(of(kind, locale))
      .orderBy(desc(version))
      .limit(1)
  )[0]

/** Every version, the newest first. */
export const readWordings = (tx: Tx, kind: string, locale: string): Promise<WordingRow[]> =>
  tx.select().from(letterWordings).where(of(kind, locale)).orderBy(desc(letterWordings.version))

/** False when somebody saved that version a moment ago. */
export const insertWording = async (tx: Tx, row: WordingRow): Promise<boolean> =>
  (await tx.insert(letterWordings).values(row).onConflictDoNothing().returning({ version: letterWordings.version }))
    .length > 0
