import MailComposer from 'nodemailer/lib/mail-composer'
import type { Temporal } from 'temporal-polyfill'
import type { MailContent } from './content.ts'

export type Sheet = MailContent & { messageId: string; from: string; queuedAt: Temporal.Instant }

/**
 * The mail as it goes over the wire. The same mail gives the same bytes every time (its date is when it was written, its boundary comes
 * from its id): where one had to be sent twice, every mailbox can see that it is one.
 */
export function compose({ to, subject, text, html, messageId, from, queuedAt }: Sheet): Promise<Buffer> {
  const composer = new MailComposer({
    from,
    to: { name: '', address: to },
    subject,
    text,
    html,
    messageId,
    date: new Date(queuedAt.epochMilliseconds),
    baseBoundary: messageId.replace(/[^a-z0-9]/gi, ''),
    textEncoding: 'quoted-printable',
    // RFC 3834: no holiday reply to a machine, and no machine answering a machine.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  })
  return composer.compile().build()
}
