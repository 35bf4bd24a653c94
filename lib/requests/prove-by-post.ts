import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { findOrInsertPerson } from '#lib/identity/store.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import { hashOf, sealText } from '#lib/vault/house-keys.ts'
import { openIntake } from './intake.ts'
import { keepReason, reasonField } from './keep-reason.ts'
import { markProved } from './mark-proved.ts'
import { lockByRef } from './store.ts'
import { writeLetter } from './write-letter.ts'

/**
 * The code that was sent to a postal address has come back, and an officer notes what was seen. Only then is anything searched. The
 * person has no mailbox here: nobody can sign in as them, and what is written to them is printed and posted.
 */
export const proveByPost = command({
  permission: 'request:take-in',
  input: z.object({ ref: z.string(), code: z.string().max(100), seen: reasonField }),
  async run(scope, { ref, code, seen }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request) return refuse('not-found')
    const { post } = openIntake(request)
    if (!post) return refuse('not-by-post')
    if (request.status !== 'received') return refuse('wrong-status', { status: request.status })
    if (!same(code, post.code)) return invalid({ code: ['code.wrong'] })
    const id = newId()
    // No address of any mailbox hashes to this: whoever holds the mailbox that is searched for does not become this person.
    const personId = await findOrInsertPerson(scope.tx, {
      id,
      addressHash: hashOf('address', `post:${request.id}`),
      address: sealText(`person.address:${id}`, ''),
      locale: request.locale,
      firstProvedAt: scope.now,
    })
    const commitment = await keepReason(scope.tx, request.id, seen)
    const proved = await markProved(scope, request, personId, commitment)
    // The proof may have started the clock, so the letter that names the date reads the row anew.
    const theirs = (await lockByRef(scope.tx, ref))!
    const letter = await writeLetter(scope, theirs, { kind: 'request-acknowledged', data: {} })
    return { ok: true, value: undefined, events: [proved, letter] }
  },
})

/** Read over the phone or typed from a letter: capitals, spaces and dashes do not matter. */
function same(typed: string, code: string): boolean {
  const plain = (text: string) => Buffer.from(text.toUpperCase().replace(/[^A-Z0-9]/g, ''))
  const [one, other] = [plain(typed), plain(code)]
  return one.length === other.length && timingSafeEqual(one, other)
}
