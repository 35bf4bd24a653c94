import { z } from 'zod'
import type { Scope } from '#lib/db/begin.ts'
import { ofAccess, type Told } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { newId } from '#lib/kernel/ids.ts'
import { refuse } from '#lib/kernel/result.ts'
import { markProved } from '#lib/requests/mark-proved.ts'
import { lockById } from '#lib/requests/store.ts'
import { writeLetter } from '#lib/requests/write-letter.ts'
import { hashOf, openText, sealText } from '#lib/vault/house-keys.ts'
import { withinLimits } from './limits.ts'
import { type StartedSession, startSession } from './start-session.ts'
import { consumeLink, findLink, findOrInsertPerson, type LinkRow } from './store.ts'

const input = z.object({ token: z.string().max(200), origin: z.string() })

type Proved = { session: StartedSession; returnTo: string }

/** Consumes a link: proves the mailbox, and the request it was sent for, and starts a session. Only a POST from its page calls this. */
export const proveAddress = command({
  permission: 'link:prove',
  input,
  within: (actor, { origin }) => withinLimits(actor, [['proof-per-origin', origin]]),
  // A visitor who holds the token may not read tokens, persons or another's request: the token itself is the right.
  asSystem: true,
  async run(scope, { token }) {
    const tokenHash = hashOf('token', token)
    const link = await consumeLink(scope.tx, tokenHash, scope.now)
    if (!link) return refusal(scope, tokenHash)
    const personId = await knowPerson(scope, link)
    const proof = await proveRequest(scope, link, personId)
    const session = await startSession(scope, 'person', personId)
    return {
      ok: true,
      value: { session, returnTo: link.returnTo } satisfies Proved,
      events: [ofAccess(`sign-in:${personId}`, { type: 'signed-in', as: 'person', by: 'link' }), ...proof],
    }
  },
})

async function refusal({ tx, actor }: Scope, tokenHash: Uint8Array) {
  const late = await findLink(tx, tokenHash)
  const because = late ? ('expired' as const) : ('unknown' as const)
  const events = [ofAccess(`sign-in:${actor.kind}:${actor.id}`, { type: 'proof-failed' as const, because })]
  return { ...refuse(late ? 'link-expired' : 'link-unknown'), events }
}

const addressOf = (link: LinkRow): string => openText(`link_token.address:${hexOf(link.tokenHash)}`, link.address)

function knowPerson({ tx, now }: Scope, link: LinkRow): Promise<string> {
  const { addressHash, locale } = link
  const id = newId()
  const address = sealText(`person.address:${id}`, addressOf(link))
  return findOrInsertPerson(tx, { id, addressHash, address, locale, firstProvedAt: now })
}

/** A link sent for a request proves that request, if it still waits for it and still names this mailbox. */
async function proveRequest(scope: Scope, link: LinkRow, personId: string): Promise<Told[]> {
  if (!link.requestId) return []
  const request = await lockById(scope.tx, link.requestId)
  if (request?.status !== 'received' || !Buffer.from(request.addressHash).equals(link.addressHash)) return []
  const proved = await markProved(scope, request, personId)
  // The proof may have started the clock, so the letter that names the date reads the row anew.
  const theirs = (await lockById(scope.tx, request.id))!
  return [proved, await writeLetter(scope, theirs, { kind: 'request-acknowledged', data: {} })]
}
