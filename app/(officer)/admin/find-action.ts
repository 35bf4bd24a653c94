'use server'

import { redirect } from 'next/navigation'
import type { Actor } from '#lib/access/actor.ts'
import { refuse } from '#lib/kernel/result.ts'
import { findRequests } from '#lib/requests/view-found-requests.ts'
import { act, type FormState } from '#lib/web/act.ts'

/** Finds by reference or address. A POST, because an address has no place in an address: only references go on into the URL. */
export async function findAction(_previous: FormState, form: FormData): Promise<FormState> {
  return act(form, find, { q: form.get('q') }, refs =>
    redirect(refs.length === 1 ? `/admin/requests/${refs[0]}` : `/admin?refs=${refs.join(',')}`),
  )
}

async function find(actor: Actor, query: { q: unknown }) {
  const found = await findRequests(actor, query)
  return found.ok && found.value.length === 0 ? refuse('not-found') : found
}
