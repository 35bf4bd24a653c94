import type { Scope } from '#lib/db/begin.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { openIntake } from './intake.ts'
import type { RequestRow } from './store.ts'

/** Step: a mail to the person that something waits for them in the portal, and nothing more. Gives its id. */
export const announce = (
  scope: Scope,
  request: RequestRow,
  letter: 'message-waiting' | 'question-waiting',
): Promise<string> =>
  queueMail(scope, { to: openIntake(request).address, letter, data: {}, locale: request.locale, requestId: request.id })
