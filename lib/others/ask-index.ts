import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { hexOf } from '#lib/kernel/hex.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { type Ask, type Form, formId } from './find-mentions.ts'
import { readOwners } from './store.ts'

const atOnce = 5_000
const mostRemembered = 200_000

/** 16 bytes of the keyed hash of a form: what the index knows people by. */
export const hashForm = (form: Form): Uint8Array => hashOf('known', formId(form)).subarray(0, 16)

/** 8 bytes of the keyed hash of what tells somebody from others. */
export const hashOwner = (owner: string): Uint8Array => hashOf('known', `owner:${owner}`).subarray(0, 8)

async function lookUp(forms: readonly Form[]): Promise<Map<string, string[]>> {
  const byHash = new Map(forms.map(form => [hexOf(hashForm(form)), formId(form)]))
  const hashes = [...byHash.keys()]
  const found = new Map<string, string[]>()
  for (let from = 0; from < hashes.length; from += atOnce) {
    const rows = await begin(worker, ({ tx }) => readOwners(tx, hashes.slice(from, from + atOnce)))
    for (const { hash, owner } of rows) {
      const id = byHash.get(hash)!
      found.set(id, [...(found.get(id) ?? []), owner])
    }
  }
  return found
}

/**
 * Asks the index whose the forms are. Words come again and again, so whether a word is part of a name is remembered for as long as the job
 * lives that asks.
 */
export function askIndex(): Ask {
  const remembered = new Map<string, string[] | null>()
  return async forms => {
    const distinct = new Map(forms.map(form => [formId(form), form]))
    const unknown = [...distinct].flatMap(([id, form]) => (remembered.has(id) ? [] : [form]))
    const found = unknown.length > 0 ? await lookUp(unknown) : new Map<string, string[]>()
    const answer = new Map(found)
    for (const id of distinct.keys()) {
      const known = remembered.get(id)
      if (known) answer.set(id, known)
    }
    if (remembered.size > mostRemembered) remembered.clear()
    for (const form of unknown) if (form.kind === 'word') remembered.set(formId(form), found.get(formId(form)) ?? null)
    return answer
  }
}
