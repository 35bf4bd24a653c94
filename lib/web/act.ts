import 'server-only'
import { headers } from 'next/headers'
import type { Actor } from '#lib/access/actor.ts'
import type { Fields, Refused, Result } from '#lib/kernel/result.ts'
import type { LetterPage } from '#lib/letters/say-letter.ts'
import { currentActor } from './current-actor.ts'
import { isOwnOrigin } from './own-origin.ts'

/** What a form shows again after a refusal: what was typed, which fields are wrong, why it was refused (message keys). */
export type FormState = {
  values: { [name: string]: string[] }
  fields: Fields
  refused: Omit<Refused, 'ok' | 'fields'>
  /** The letter that a decision would send, when it was asked for instead of the decision. */
  letter?: { page: LetterPage; locale: string }
} | null

/** Where a form's POST came from, hashed before it is counted and never kept: the peer's network address. */
export async function requestOrigin(): Promise<string> {
  return (await headers()).get('x-dossier-peer') ?? 'unknown'
}

/**
 * Server Actions are public endpoints that run when `Origin` is missing: this says whether the POST came from a page of ours.
 */
export async function cameFromOurPage(): Promise<boolean> {
  return isOwnOrigin(await headers())
}

/**
 * The one wrapper of every form: checks the origin, names the actor, calls the verb with what was posted, and either goes on
 * (`done` redirects) or gives the form its state back. `_previous` and bound arguments are forgeable and are never read.
 */
export async function act<T>(
  form: FormData,
  verb: (actor: Actor, raw: never) => Promise<Result<T>>,
  raw: unknown,
  done: (value: T) => Promise<never> | never,
  actor?: Actor,
): Promise<FormState> {
  if (!(await cameFromOurPage())) return failed(form, { ok: false, why: 'not-allowed' })
  const result = await verb(actor ?? (await currentActor()), raw as never)
  return result.ok ? done(result.value) : failed(form, result)
}

/** The state a form gets back; files and next's own fields are left out. */
export function failed(form: FormData, { why, fields = {}, detail }: Refused): FormState {
  const values: { [name: string]: string[] } = {}
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string' && !name.startsWith('$')) values[name] = [...(values[name] ?? []), value]
  }
  return { values, fields, refused: detail ? { why, detail } : { why } }
}
