import 'server-only'
import { notFound, redirect } from 'next/navigation'
import type { Actor } from '#lib/access/actor.ts'
import type { Result } from '#lib/kernel/result.ts'

/** What a view gave. Whoever is not signed in is led to the door; to anybody else these pages do not exist. */
export function seen<T>(actor: Actor, result: Result<T>): T {
  if (result.ok) return result.value
  if (result.why === 'not-allowed' && actor.kind === 'visitor') redirect('/staff')
  notFound()
}

/** The room each role works in. */
export const roomOf = (role: 'officer' | 'auditor' | 'admin'): string => (role === 'auditor' ? '/audit' : '/admin')
