import { redirect } from 'next/navigation'
import type { Actor } from '#lib/access/actor.ts'
import { askingActor } from '#lib/web/current-actor.ts'

/** The person signed in. Everybody else is sent to prove a mailbox first and then comes back here: known or unknown reference alike. */
export async function signedInPerson(path: string): Promise<Extract<Actor, { kind: 'person' }>> {
  const actor = await askingActor()
  return actor.kind === 'person' ? actor : redirect(`/sign-in?to=${encodeURIComponent(path)}`)
}
