import type { Scope } from '#lib/db/begin.ts'
import { commitTo } from '#lib/history/commitment.ts'
import { ofRequest, type Told } from '#lib/history/events.ts'
import { newId } from '#lib/kernel/ids.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { sealValue } from '#lib/vault/house-keys.ts'
import { openIntake } from './intake.ts'
import type { PortalLetter } from './letter-data.ts'
import { insertLetter, type RequestRow } from './store.ts'

/**
 * Step: writes a letter to the person. What it says lies sealed in the portal; the mail born beside it says only that
 * something is waiting. The history holds a commitment to the letter, so that nobody can say later it read otherwise.
 */
export async function writeLetter(scope: Scope, request: RequestRow, letter: PortalLetter): Promise<Told> {
  const id = newId()
  const { salt, digest } = commitTo(JSON.stringify(letter))
  await insertLetter(scope.tx, {
    id,
    requestId: request.id,
    kind: letter.kind,
    body: sealValue(`letter.body:${id}`, { letter, salt }),
    writtenAt: scope.now,
  })
  const mail = await queueMail(scope, {
    to: openIntake(request).address,
    ...announce(letter),
    locale: request.locale,
    requestId: request.id,
  })
  return ofRequest(request.id, { type: 'letter-written', letter: id, kind: letter.kind, mail, body: digest })
}

const named = ['deadline-extended', 'request-refused', 'request-withdrawn', 'package-released'] as const
type Named = (typeof named)[number]

/** The mail says that a letter waits. Only who never proved a mailbox is told the remedy there: nothing can wait for them. */
const announce = (letter: PortalLetter) => {
  if (letter.kind === 'request-lapsed') return { letter: letter.kind, data: { remedy: letter.data.remedy } }
  const known = named.find((kind): kind is Named => kind === letter.kind)
  return { letter: known ?? ('letter-waiting' as const), data: {} }
}
