import type { Scope } from '#lib/db/begin.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'

/** Step: the privacy office hears that somebody must decide; not who, and not about whom. */
export async function callOfficer(scope: Scope, requestId: string): Promise<void> {
  const organisation = (await readOrganisation(scope.tx))!
  await queueMail(scope, {
    to: organisation.contact,
    letter: 'identity-attention',
    data: {},
    locale: organisation.locales[0] ?? 'en',
    requestId,
  })
}
