import { and, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import type { Actor } from '#lib/access/actor.ts'
import type { Scope } from '#lib/db/begin.ts'
import { ofAccess, type Told } from '#lib/history/events.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { type Result, refuse } from '#lib/kernel/result.ts'
import { queueMail } from '#lib/mail/outbox.ts'
import { markProved } from '#lib/requests/mark-proved.ts'
import { lockById } from '#lib/requests/store.ts'
import { hashOf, openText, sealText } from '#lib/vault/house-keys.ts'
import { withinLimits } from './limits.ts'
import { type StartedSession, startSession } from './start-session.ts'
import { linkTokens, persons } from './table.ts'

const input = z.object({ token: z.string().max(200), origin: z.string() })

type Proved = { session: StartedSession; returnTo: string }
type Link = typeof linkTokens.$inferSelect

const prove = command({
  permission: 'link:prove',
  input,
  // A visitor who holds the token may not read tokens, persons or another's request: the token itself is the right.
  asSystem: true,
  async run(scope, { token }) {
    const tokenHash = hashOf('token', token)
    // Whoever deletes the row has consumed the link: of fifty at once, one.
    const [link] = await scope.tx
      .delete(linkTokens)
      .where(and(eq(linkTokens.tokenHash, tokenHash), gt(linkTokens.expiresAt, scope.now)))
      .returning()
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
  const [late] = await tx.select().from(linkTokens).where(eq(linkTokens.tokenHash, tokenHash))
  const because = late ? ('expired' as const) : ('unknown' as const)
  const events = [ofAccess(`sign-in:${actor.kind}:${actor.id}`, { type: 'proof-failed' as const, because })]
  return { ...refuse(late ? 'link-expired' : 'link-unknown'), events }
}

/** The person of a mailbox: known from an earlier proof, or known from now on. */
async function knowPerson({ tx, now }: Scope, link: Link): Promise<string> {
  const id = newId()
  const address = openText(`link_token.address:${Buffer.from(link.tokenHash).toString('hex')}`, link.address)
  await tx
    .insert(persons)
    .values({
      id,
      addressHash: link.addressHash,
      address: sealText(`person.address:${id}`, address),
      locale: link.locale,
      firstProvedAt: now,
    })
    .onConflictDoNothing({ target: persons.addressHash })
  const [person] = await tx.select({ id: persons.id }).from(persons).where(eq(persons.addressHash, link.addressHash))
  return person!.id
}

/** A link sent for a request proves that request, if it still waits for it and still names this mailbox. */
async function proveRequest(scope: Scope, link: Link, personId: string): Promise<Told[]> {
  if (!link.requestId) return []
  const request = await lockById(scope.tx, link.requestId)
  if (request?.status !== 'received' || !Buffer.from(request.addressHash).equals(link.addressHash)) return []
  const proved = await markProved(scope, request, personId)
  const address = openText(`link_token.address:${Buffer.from(link.tokenHash).toString('hex')}`, link.address)
  await queueMail(scope, {
    to: address,
    letter: 'request-received',
    data: {},
    locale: link.locale,
    requestId: request.id,
  })
  return [proved]
}

/** Consumes a link: proves the mailbox, and the request it was sent for, and starts a session. Only a POST from its page calls this. */
export async function proveAddress(actor: Actor, raw: z.input<typeof input>): Promise<Result<Proved>> {
  if (!(await withinLimits(actor, [['proof-per-origin', String(raw.origin)]]))) return refuse('too-many')
  return prove(actor, raw)
}
