import { z } from 'zod'
import { ofAccess, ofHouse } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { refuse } from '#lib/kernel/result.ts'
import { takeChallenge } from './challenge-store.ts'
import { takeInvitation } from './invitation-store.ts'
import { withinLimits } from './limits.ts'
import { lockMemberAlone, setMember } from './member-store.ts'
import { answerShape, challengeOf, verifyNewPasskey } from './passkey.ts'
import { addPasskey } from './passkey-store.ts'
import { startSession } from './start-session.ts'

/** Accepts an invitation with the passkey just made: the member is active and signed in. `answer` is untrusted JSON of a browser. */
export const joinStaff = command({
  permission: 'staff:sign-in',
  input: z.object({ token: z.string().max(200), answer: answerShape, origin: z.string() }),
  within: (actor, { origin }) => withinLimits(actor, [['passkey-per-origin', origin]]),
  // Nobody is signed in yet; the invitation is the right, and the passkey the proof.
  asSystem: true,
  async run(scope, { token, answer }) {
    const { tx, actor } = scope
    const challenge = challengeOf(answer)
    const asked = challenge === undefined ? undefined : await takeChallenge(scope, 'registration', challenge)
    if (challenge === undefined || !asked?.staffId) return refuse('link-expired')
    const { staffId } = asked
    const passkey = await verifyNewPasskey(answer, challenge)
    const taken = passkey && (await takeInvitation(scope, token, staffId))
    const member = taken && (await lockMemberAlone(tx, staffId))
    if (!passkey || !member || member.state !== 'invited') {
      const stream = `sign-in:${actor.kind}:${actor.id}`
      const because = passkey ? ('unknown' as const) : ('passkey' as const)
      return { ...refuse('link-unknown'), events: [ofAccess(stream, { type: 'proof-failed', because })] }
    }
    await setMember(tx, staffId, { state: 'active' })
    await addPasskey(scope, staffId, passkey)
    const session = await startSession(scope, 'staff', staffId)
    return {
      ok: true,
      value: { session, role: member.role },
      events: [
        ofHouse(`staff:${staffId}`, { type: 'staff-joined' }),
        ofAccess(`sign-in:${staffId}`, { type: 'signed-in', as: member.role, by: 'passkey' }),
      ],
    }
  },
})
