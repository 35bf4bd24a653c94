import { z } from 'zod'
import { ofAccess } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { takeChallenge } from './challenge-store.ts'
import { withinLimits } from './limits.ts'
import { answerShape, challengeOf, verifyPasskey } from './passkey.ts'
import { lockPasskey, setCounter } from './passkey-store.ts'
import { startSession } from './start-session.ts'

/** Signs a member of staff in with their passkey. `answer` is untrusted JSON of a browser; a right one can be given once. */
export const signInStaff = command({
  permission: 'staff:sign-in',
  input: z.object({ answer: answerShape, origin: z.string() }),
  within: (actor, { origin }) => withinLimits(actor, [['passkey-per-origin', origin]]),
  // Nobody is signed in yet, and a visitor may read neither passkeys nor staff.
  asSystem: true,
  async run(scope, { answer }) {
    const { tx, actor } = scope
    const challenge = challengeOf(answer)
    if (!challenge || !(await takeChallenge(scope, 'sign-in', challenge))) return refuse('link-expired')
    const known = await lockPasskey(tx, answer.id)
    const counter = known && (await verifyPasskey(answer, challenge, known.passkey))
    if (!known || counter === undefined) {
      const stream = `sign-in:${actor.kind}:${actor.id}`
      const because = known ? ('passkey' as const) : ('unknown' as const)
      return { ...refuse('not-allowed'), events: [ofAccess(stream, { type: 'proof-failed', because })] }
    }
    const { credentialId, staffId } = known.passkey
    await setCounter(tx, credentialId, counter)
    const session = await startSession(scope, 'staff', staffId)
    return {
      ok: true,
      value: { session, role: known.role },
      events: [ofAccess(`sign-in:${staffId}`, { type: 'signed-in', as: known.role, by: 'passkey' })],
    }
  },
})
