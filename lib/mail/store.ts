import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import type { Tx } from '#lib/db/begin.ts'
import { organisations } from '#lib/organisation/table.ts'
import { emptyContent } from './content.ts'
import { mails } from './table.ts'

export type NewMail = {
  id: string
  messageId: string
  requestId: string | null
  letter: string
  content: Uint8Array
  queuedAt: Temporal.Instant
}

/** No `returning`: a visitor may write a mail and may not read the outbox. */
export const insertMail = (tx: Tx, mail: NewMail) => tx.insert(mails).values({ ...mail, state: 'queued' })

/** The organisation's name as it signs; undefined before the first run is finished. */
export const readSender = async (tx: Tx): Promise<string | undefined> =>
  (await tx.select({ name: organisations.name }).from(organisations).limit(1))[0]?.name

export const lockMail = async (tx: Tx, id: string) =>
  (await tx.select().from(mails).where(eq(mails.id, id)).for('update'))[0]

/** The mail now belongs to this attempt. `repeats`: an earlier one was lost between its first byte and the server's word. */
export const takeMail = (tx: Tx, id: string, run: string, repeats: boolean) =>
  tx
    .update(mails)
    .set({ run, state: 'queued', ...(repeats ? { unknowns: sql`${mails.unknowns} + 1` } : {}) })
    .where(eq(mails.id, id))

type State = 'queued' | 'sending' | 'sent' | 'failed'

export type Change = { from: readonly State[]; to: State; outcome?: string }

/**
 * Moves a mail on for one attempt. False when the mail has passed to another attempt: the caller woke late and has no say.
 * A mail that has come to its end keeps no content.
 */
export async function moveMail(tx: Tx, id: string, run: string, { from, to, outcome }: Change): Promise<boolean> {
  const ended = to === 'sent' || to === 'failed'
  const moved = await tx
    .update(mails)
    .set({
      state: to,
      ...(outcome === undefined ? {} : { outcome }),
      ...(ended ? { content: emptyContent(id) } : {}),
    })
    .where(and(eq(mails.id, id), eq(mails.run, run), inArray(mails.state, [...from])))
    .returning({ id: mails.id })
  return moved.length === 1
}
