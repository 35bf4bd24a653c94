import type { Scope } from '#lib/db/begin.ts'
import type { TeamLetter } from '#lib/mail/letters/letter.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'
import type { RequestRow } from './store.ts'

/** Step: tells the team's mailbox what happened to which request, in a word, and where to look. Gives the mail's id. */
export async function tellTeam(
  scope: Scope,
  { id, ref }: Pick<RequestRow, 'id' | 'ref'>,
  letter: TeamLetter,
): Promise<string> {
  const { contact, locales } = (await readOrganisation(scope.tx))!
  return queueMail(scope, {
    to: contact,
    letter,
    data: { request: `/admin/requests/${ref}` },
    locale: locales[0] ?? 'en',
    requestId: id,
  })
}
