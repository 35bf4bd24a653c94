import { z } from 'zod'
import type { Scope } from '#lib/db/begin.ts'
import { commitTo } from '#lib/history/commitment.ts'
import type { Commitment } from '#lib/history/events.ts'
import { newId } from '#lib/kernel/ids.ts'
import { openValue, sealValue } from '#lib/vault/house-keys.ts'
import { insertMessage } from './message-store.ts'
import type { messages } from './table.ts'

/** What one side writes to the other: something at all, and short enough to be read on a phone. */
export const messageField = z.string({ error: 'text.missing' }).trim().min(1, 'text.missing').max(4000, 'text.too-long')

const shape = z.object({ text: z.string(), salt: z.string() })

type Row = typeof messages.$inferSelect
type New = Pick<Row, 'requestId' | 'side' | 'kind'> & { text: string }

/** Step: keeps what was written, sealed; gives its id and the commitment that the history may hold. */
export async function keepMessage(
  { tx, actor, now }: Scope,
  { text, ...message }: New,
): Promise<{ id: string; body: Commitment }> {
  const id = newId()
  const { salt, digest } = commitTo(text)
  await insertMessage(tx, {
    id,
    ...message,
    body: sealValue(`message.body:${id}`, { text, salt }),
    by: message.side === 'team' && actor.kind !== 'system' ? actor.id : null,
    writtenAt: now,
    readAt: null,
  })
  return { id, body: digest }
}

/** The text of a message. */
export const openMessage = ({ id, body }: Pick<Row, 'id' | 'body'>): string =>
  shape.parse(openValue(`message.body:${id}`, body)).text
