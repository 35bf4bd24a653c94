import { z } from 'zod'
import { ofHouse } from '#lib/history/events.ts'
import { addressField } from '#lib/identity/address-field.ts'
import { hashAddress } from '#lib/identity/issue-link.ts'
import { withinLimits } from '#lib/identity/limits.ts'
import { command } from '#lib/kernel/command.ts'
import { newId, newRef } from '#lib/kernel/ids.ts'
import { sealText } from '#lib/vault/house-keys.ts'
import { suppress } from './store.ts'

/**
 * Puts an address on the list of those who are not written to for marketing: at once, before the answer is on its way, and for whoever says
 * so. Nothing is asked but the address (16 CFR 316.5; 11 CCR 7060(b); Art. 21(2) and (3) GDPR), known and unknown ones are answered
 * alike, and no mail is sent, because nobody who wants none should get one more. A second time changes nothing and has its own receipt.
 */
export const optOut = command({
  permission: 'preference:opt-out',
  input: z.object({ address: addressField, by: z.enum(['page', 'link', 'one-click']), origin: z.string() }),
  within: (actor, { origin }) => withinLimits(actor, [['link-per-origin', origin]]),
  // A visitor may not read the list, and must not learn whether an address stood on it.
  asSystem: true,
  async run(scope, { address, by }) {
    const id = newId()
    const kept = await suppress(scope.tx, {
      id,
      addressHash: hashAddress(address),
      address: sealText(`suppression.address:${id}`, address),
      since: scope.now,
    })
    const receipt = newRef().replace(/^D/, 'O')
    return {
      ok: true,
      value: { receipt, at: scope.now.toString() },
      events: [ofHouse(`suppression:${kept.id}`, { type: 'opted-out', receipt, by })],
    }
  },
})
