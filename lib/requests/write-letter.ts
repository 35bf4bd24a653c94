import type { Scope } from '#lib/db/begin.ts'
import { commitTo } from '#lib/history/commitment.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { newId } from '#lib/kernel/ids.ts'
import { announcementOf } from '#lib/letters/preview-wording.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { sealValue } from '#lib/vault/house-keys.ts'
import { composeLetter } from './compose-letter.ts'
import { openIntake } from './intake.ts'
import type { PortalLetter } from './letter-data.ts'
import { insertLetter, type RequestRow } from './store.ts'

/**
 * Step: writes a letter to the person. What it says, and in which words, lies sealed in the portal; the mail born beside it says only
 * that something is waiting. The history holds a commitment to data and words, so that nobody can say later it read otherwise, and
 * which version of the house's text they follow.
 */
export async function writeLetter(scope: Scope, request: RequestRow, letter: PortalLetter): Promise<Told> {
  const id = newId()
  const said = await composeLetter(scope, request, letter)
  const { salt, digest } = commitTo(JSON.stringify({ letter, said }))
  await insertLetter(scope.tx, {
    id,
    requestId: request.id,
    kind: letter.kind,
    body: sealValue(`letter.body:${id}`, { letter, said, salt }),
    writtenAt: scope.now,
  })
  const mail = await queueMail(scope, {
    to: openIntake(request).address,
    ...announcementOf(letter),
    locale: request.locale,
    requestId: request.id,
  })
  const wording = Object.entries(said).map(([locale, { version }]) => `${locale}:${version}`)
  return ofRequest(request.id, { type: 'letter-written', letter: id, kind: letter.kind, mail, body: digest, wording })
}
