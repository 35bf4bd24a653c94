import { setTimeout as sleep } from 'node:timers/promises'
import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import type { JobContext } from '#lib/jobs/handler.ts'
import { newId } from '#lib/kernel/ids.ts'
import { compose, type Sheet } from './compose.ts'
import { openContent } from './content.ts'
import { postOffice } from './post-office.ts'
import { type Delivery, deliver } from './smtp.ts'
import { senderAddress, soleAddress } from './sole-address.ts'
import { type Change, lockMail, moveMail, takeMail } from './store.ts'

/** Asks the queue to try again later; the message is a reply code or the name of a fault and holds nothing personal. */
export class MailDelayed extends Error {
  override name = 'MailDelayed'
}

/** Another attempt has taken the mail meanwhile: whoever hears this woke late and sends nothing. */
class Superseded extends Error {
  override name = 'Superseded'
}

/**
 * Sends one mail of the outbox, at least once and at most twice, always with one Message-ID. The attempt takes the mail in one
 * transaction, marks it `sending` in a second when the server waits for its first byte, and says what became of it in a third; the mail
 * server is never awaited inside one. Who finds a mail `sending` knows that somebody died in between: that is repeated once.
 * @throws {MailDelayed} for the queue to try again, unless this was the last try.
 */
export async function sendMail({ mailId }: { mailId: string }, { lastAttempt }: JobContext): Promise<void> {
  const run = newId()
  const sheet = await take(mailId, run)
  if (!sheet) return
  const { smtpUrl, mailFrom } = postOffice()
  try {
    const delivery = await deliver({
      smtpUrl,
      envelope: { from: senderAddress(mailFrom), to: soleAddress(sheet.to) },
      message: await compose(sheet),
      handOver: async () => {
        const ours = await begin(worker, ({ tx }) => moveMail(tx, mailId, run, { from: ['queued'], to: 'sending' }))
        if (!ours) throw new Superseded('Another attempt has this mail.')
      },
    })
    await conclude(mailId, run, delivery, lastAttempt)
  } catch (fault) {
    if (!(fault instanceof Superseded)) throw fault
  }
}

/** Gives the mail to this attempt; undefined when nothing is left to do. */
const take = (mailId: string, run: string): Promise<Sheet | undefined> =>
  begin(worker, async ({ tx }) => {
    const mail = await lockMail(tx, mailId)
    if (!mail || mail.state === 'sent' || mail.state === 'failed') return undefined
    if (mail.state === 'sending' && mail.unknowns > 0) {
      // Twice begun, twice without a word: a third copy is worse than a mail an officer can see is in doubt.
      await moveMail(tx, mailId, mail.run, { from: ['sending'], to: 'failed', outcome: 'unknown' })
      return undefined
    }
    await takeMail(tx, mailId, run, mail.state === 'sending')
    const { mailFrom } = postOffice()
    return { ...openContent(mailId, mail.content), messageId: mail.messageId, from: mailFrom, queuedAt: mail.queuedAt }
  })

async function conclude(mailId: string, run: string, delivery: Delivery, lastAttempt: boolean): Promise<void> {
  const { result, code: outcome } = delivery
  const become = (to: Change['to']) => insist(() => move(mailId, run, { from: ['queued', 'sending'], to, outcome }))
  if (result === 'accepted') return await become('sent')
  if (result === 'refused' || lastAttempt) return await become('failed')
  // A 4xx after the message is no doubt, the server did not take it. What is in doubt stays `sending`: the next attempt counts it.
  if (result === 'delayed') await become('queued')
  throw new MailDelayed(outcome)
}

const move = (mailId: string, run: string, change: Change) =>
  begin(worker, ({ tx }) => moveMail(tx, mailId, run, change))

/** The server has spoken, so the word is worth some patience: losing it here would send the mail a second time. */
async function insist(say: () => Promise<unknown>): Promise<void> {
  for (const pause of [100, 500, 2_000, 5_000]) {
    try {
      await say()
      return
    } catch {
      await sleep(pause)
    }
  }
  await say()
}
