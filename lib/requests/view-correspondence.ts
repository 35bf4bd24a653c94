import { asc, eq } from 'drizzle-orm'
import type { Temporal } from 'temporal-polyfill'
import { view } from '#lib/kernel/view.ts'
import type { PortalPage } from '#lib/mail/letters/portal-letter.ts'
import { mails } from '#lib/mail/table.ts'
import { openIntake } from './intake.ts'
import { readReasons } from './keep-reason.ts'
import { readWrittenLetters } from './read-written-letters.ts'
import { requests } from './table.ts'

export type SentMail = {
  id: string
  letter: string
  state: 'queued' | 'sending' | 'sent' | 'failed'
  queuedAt: Temporal.Instant
  /** The mail server's last word, as a code. */
  outcome: string | null
}

export type Correspondence = {
  address: string
  relation: string
  message: string
  mails: SentMail[]
  /** What was written to them, in their language, oldest first. */
  letters: { id: string; writtenAt: Temporal.Instant; page: PortalPage }[]
  /** What was written to explain each decision, by the commitment the history holds. */
  reasons: Map<string, string>
}

/** Who asks, what they told us, what was sent to them and whether it arrived, why each decision was taken. The look is recorded. */
export const viewCorrespondence = view({
  permission: 'finding:read',
  recordsLook: ({ ref }: { ref: string }) => ({ at: 'correspondence', ref }),
  async run({ tx }, { ref }): Promise<Correspondence | undefined> {
    const [request] = await tx.select().from(requests).where(eq(requests.ref, ref))
    if (!request) return undefined
    const { address, relation, message } = openIntake(request)
    const sent = await tx
      .select({
        id: mails.id,
        letter: mails.letter,
        state: mails.state,
        queuedAt: mails.queuedAt,
        outcome: mails.outcome,
      })
      .from(mails)
      .where(eq(mails.requestId, request.id))
      .orderBy(asc(mails.queuedAt), asc(mails.id))
    return {
      address,
      relation,
      message,
      mails: sent,
      letters: await readWrittenLetters(tx, request),
      reasons: await readReasons(tx, request.id),
    }
  },
})
