import { z } from 'zod'
import { startAttempt } from '#lib/collection/start-attempt.ts'
import { ofRequest } from '#lib/history/events.ts'
import { addressField } from '#lib/identity/address-field.ts'
import { hashAddress } from '#lib/identity/issue-link.ts'
import { withinLimits } from '#lib/identity/limits.ts'
import { command } from '#lib/kernel/command.ts'
import { newId } from '#lib/kernel/ids.ts'
import { invalid, refuse } from '#lib/kernel/result.ts'
import { discardPackage } from '#lib/packages/discard-package.ts'
import { openIntake } from '#lib/requests/intake.ts'
import { lockByRef } from '#lib/requests/store.ts'
import { sealText } from '#lib/vault/house-keys.ts'
import { deleteCheck, insertFormerAddress, readCheck, readFormerAddresses } from './store.ts'
import { tellMailbox } from './tell-mailbox.ts'
import { waitHours } from './waiting-time.ts'

/** A person has had a few addresses; a list of fifty is somebody trying names. */
const mostAddresses = 3

/**
 * The person says that they had another address before, which they read no more. It is searched too; its mailbox is told at once and can
 * object; nothing leaves for 72 hours, and not below two facts (LAW 4.3: a new address needs L2, notice to the old one with a cancel link, and
 * a cooling-off). The answer is the same whether or not anything is known under that address.
 */
export const nameFormerAddress = command({
  permission: 'identity:answer',
  input: z.object({ ref: z.string(), address: addressField, origin: z.string() }),
  within: (actor, { origin }) => withinLimits(actor, [['link-per-origin', origin]]),
  // A person may neither begin a search nor read the addresses of their request; the lock below finds no stranger's request.
  asSystem: true,
  async run(scope, { ref, address }) {
    const request = await lockByRef(scope.tx, ref)
    if (!request || request.personId !== scopePerson(scope.actor)) return refuse('not-found')
    if (!['review', 'ready'].includes(request.status))
      return refuse(request.status === 'released' ? 'wrong-status' : 'search-unfinished', { status: request.status })
    if (address === openIntake(request).address) return invalid({ address: ['address.same'] })
    const known = await readFormerAddresses(scope.tx, request.id)
    if (known.length >= mostAddresses) return refuse('too-many')
    const id = newId()
    const named = await insertFormerAddress(scope.tx, {
      id,
      requestId: request.id,
      addressHash: hashAddress(address),
      address: sealText(`former_address.address:${id}`, address),
      namedAt: scope.now,
    })
    if (!named) return refuse('already-done')
    const alert = await tellMailbox(scope, request, address, 'former-address-named')
    const check = await readCheck(scope.tx, request.id)
    if (check) await deleteCheck(scope.tx, check.id)
    const dropped = await discardPackage(scope, request.id)
    const event = {
      type: 'former-address-named' as const,
      // Told before as one of the person's other addresses: that link still objects.
      alert: alert ?? 'told-before',
      waitUntil: scope.now.add({ hours: waitHours }).toString(),
    }
    const begun = await startAttempt(scope, request, true)
    return { ok: true, value: undefined, events: [ofRequest(request.id, event), ...begun, ...dropped] }
  },
})

const scopePerson = (actor: { kind: string; id: string }) => (actor.kind === 'person' ? actor.id : '')
