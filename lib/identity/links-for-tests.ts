import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Actor } from '#lib/access/actor.ts'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { moveClock } from '#lib/demo/clock-store.ts'
import { openContent } from '#lib/mail/content.ts'
import { mails } from '#lib/mail/table.ts'

/** A browser that nobody knows. */
export const aVisitor = (): Actor => ({ kind: 'visitor', id: randomUUID() })

/** Everything that waits in the outbox for one mailbox, oldest first. */
export async function mailsTo(address: string) {
  const rows = await begin(worker, ({ tx }) => tx.select().from(mails).orderBy(mails.queuedAt))
  return rows.map(row => ({ ...row, ...openContent(row.id, row.content) })).filter(({ to }) => to === address)
}

/** The tokens of all links that were mailed to one mailbox, oldest first; dead ones too. */
export const tokensTo = async (address: string): Promise<string[]> =>
  (await mailsTo(address)).flatMap(({ text }) => /\/verify\/([\w-]{43})/.exec(text)?.[1] ?? [])

/** Time passes for everybody who asks the database. */
export const letPass = (seconds: number) => begin(worker, ({ tx }) => moveClock(tx, seconds, 1e9))

/** How many rows of a table of ours there are, or match. `where` is a test's own text. */
export async function countOf(table: string, where = 'true'): Promise<number> {
  const query = sql.raw(`select count(*)::int as count from dossier.${table} where ${where}`)
  return (await begin(worker, ({ tx }) => tx.execute<{ count: number }>(query)))[0]!.count
}

/** The events of one stream, by type, oldest first. */
export const toldIn = async (stream: string): Promise<{ type: string; data: { [name: string]: unknown } }[]> => [
  ...(await begin(worker, ({ tx }) =>
    tx.execute<{ type: string; data: { [name: string]: unknown } }>(
      sql`select type, data from dossier.history_event where stream = ${stream} order by version`,
    ),
  )),
]
