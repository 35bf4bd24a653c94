import type { Actor } from '#lib/access/actor.ts'
import { verifyStored } from '#lib/history/verify-stored.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { type Broken, type HeldObjects, viewInvariants } from './view-invariants.ts'

/**
 * Whether state, history, jobs, mails and vault agree, at one instant. An empty list: everything holds. May run beside a working
 * portal: what a running search or build is adding counts as neither missing nor litter.
 */
export async function checkInvariants(actor: Actor): Promise<Broken[]> {
  const state = await viewInvariants(actor, undefined)
  if (!state.ok) throw new Error(`The invariants cannot be read: ${state.why}`)
  const history = await verifyStored(actor, {})
  const verdict = history.ok ? history.value : undefined
  const replayed = verdict?.ok ? [] : [verdict?.firstBad.kind ?? 'unread']
  return [
    ...state.value.broken,
    ...sentence('the history verifies, and folding it gives the rows', replayed),
    ...(await checkVault(state.value.objects)),
  ]
}

const sentence = (says: string, what: string[]): Broken[] =>
  what.length > 0 ? [{ says, what: what.slice(0, 20) }] : []

async function checkVault({ held, busy }: HeldObjects): Promise<Broken[]> {
  const vault = houseVault()
  const counted = new Set(held.map(({ requestId, objectId }) => `${requestId}/${objectId}`))
  const there = new Set<string>()
  const { live, destroyed } = await vault.requests()
  for (const requestId of live)
    for (const { objectId } of await vault.objects(requestId)) there.add(`${requestId}/${objectId}`)
  const settled = [...there].filter(name => !busy.has(name.split('/')[0]!))
  const gone = new Set(destroyed)
  return [
    ...sentence(
      'every sealed object that a row names is in the vault',
      [...counted].filter(name => !there.has(name)),
    ),
    ...sentence(
      'no object lies in the vault that no row names',
      settled.filter(name => !counted.has(name)),
    ),
    ...sentence(
      'nothing is counted on whose key was destroyed',
      held.filter(({ requestId }) => gone.has(requestId)).map(({ requestId }) => requestId),
    ),
  ]
}
