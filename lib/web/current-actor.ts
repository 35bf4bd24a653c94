import 'server-only'
import { randomUUID } from 'node:crypto'
import { cookies } from 'next/headers'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { z } from 'zod'
import { type Actor, isStaff, staffRoles } from '#lib/access/actor.ts'
import { authOptions } from './auth-options.ts'
import { servedOverHttps } from './served-over-https.ts'

const id = z.uuid()
const actorShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), id, provedAt: z.string() }),
  z.object({ kind: z.enum(staffRoles), id }),
])

const visitorCookie = 'dossier-visitor'

/** The browser's own random name, or a fresh one that nobody keeps. */
const visitor = cache(async (): Promise<Actor> => {
  const jar = await cookies()
  const named = id.safeParse(jar.get(visitorCookie)?.value)
  return { kind: 'visitor', id: named.success ? named.data : randomUUID() }
})

/** Who is asking, once per request: the holder of a session, else a visitor. Never who they say they are. */
export const currentActor = cache(async (): Promise<Actor> => {
  const session = await getServerSession(authOptions())
  const named = actorShape.safeParse(session?.user?.name ? JSON.parse(session.user.name) : null)
  return named.success ? named.data : visitor()
})

/** Who asks on a person's page: the person signed in, else a visitor. Staff have private lives too: here they are nobody yet. */
export async function askingActor(): Promise<Actor> {
  const actor = await currentActor()
  return isStaff(actor) ? visitor() : actor
}

/**
 * The visitor of this browser, for an action by somebody who may be nobody yet: gives the browser its random name to keep, so that it
 * alone can mend what it asked. The name says nothing about the person and goes with the browser's session. Whoever is signed in
 * asks as a visitor too: the new request belongs to nobody before its own mailbox is proved.
 */
export async function namedVisitor(): Promise<Actor> {
  const named = await visitor()
  const jar = await cookies()
  jar.set(visitorCookie, named.id, { httpOnly: true, sameSite: 'lax', path: '/', secure: servedOverHttps() })
  return named
}

/** Somebody who comes without a browser: a mail program that presses a button for its owner. */
export const namelessVisitor = (): Actor => ({ kind: 'visitor', id: randomUUID() })
