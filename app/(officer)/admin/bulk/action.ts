'use server'

import { redirect } from 'next/navigation'
import type { Actor } from '#lib/access/actor.ts'
import type { Result } from '#lib/kernel/result.ts'
import { assignRequest } from '#lib/requests/assign-request.ts'
import { closeRequest } from '#lib/requests/close-request.ts'
import { act, type FormState } from '#lib/web/act.ts'
import { type BulkMove, readMove, readRefs } from './read-chosen.ts'

type One = (actor: Actor, ref: string) => Promise<Result<unknown>>

/**
 * Does to each listed request what would be done to it alone: a transaction, an event and an answer each. One that is refused does not
 * hold up the others. Sent twice, every one says that it is done already.
 */
export async function bulkAction(_previous: FormState, form: FormData): Promise<FormState> {
  const move = readMove(form.get('do'))
  const refs = readRefs(form.getAll('ref'))
  if (!move) redirect('/admin')
  return act(
    form,
    (actor: Actor) => doEach(actor, refs, oneOf(move, form)),
    undefined,
    told => redirect(placeOf(move, told)),
  )
}

const oneOf = (move: BulkMove, form: FormData): One =>
  move === 'assign'
    ? (actor, ref) => assignRequest(actor, { ref, to: String(form.get('to') ?? '') })
    : (actor, ref) => closeRequest(actor, { ref, outcome: form.get(`outcome-${ref}`) as never })

type Told = { done: string[]; not: [ref: string, why: string][] }

async function doEach(actor: Actor, refs: readonly string[], one: One): Promise<Result<Told>> {
  const told: Told = { done: [], not: [] }
  for (const ref of refs) {
    const result = await one(actor, ref)
    if (result.ok) told.done.push(ref)
    else told.not.push([ref, result.why])
  }
  return { ok: true, value: told }
}

function placeOf(move: BulkMove, { done, not }: Told): string {
  const query = new URLSearchParams({ do: move })
  for (const ref of done) query.append('done', ref)
  for (const [ref, why] of not) query.append('not', `${ref}~${why}`)
  return `/admin/bulk/done?${query}`
}
