import type { Temporal } from 'temporal-polyfill'
import { type Evidence, factAgeDays } from './gather-evidence.ts'
import type { Flag } from './levels.ts'
import { factsFor } from './levels.ts'
import { namesDiffer } from './names-differ.ts'
import roleMailboxes from './role-mailboxes.json' with { type: 'json' }
import { isFresh } from './waiting-time.ts'

type Asked = { address: string; receivedAt: Temporal.Instant; facts: number; found: boolean; formerAddresses: number }

/** `info@`, `office@`, `hr+dublin@`: a mailbox that several people are likely to read. */
export const isRoleMailbox = (address: string): boolean =>
  (roleMailboxes as string[]).includes(address.split('@')[0]!.split('+')[0]!.replaceAll('.', '-'))

/** What an officer should know before anything leaves. Codes alone, so that the history may hold them. */
export function raiseFlags(evidence: Evidence, asked: Asked): Flag[] {
  const { carriers, since, undated } = evidence
  const raised: { [flag in Flag]: boolean } = {
    'role-mailbox': isRoleMailbox(asked.address),
    'fresh-record': isFresh({ since, receivedAt: asked.receivedAt }, factAgeDays),
    'undated-record': undated && !since,
    'single-record': carriers === 1,
    'several-names': namesDiffer([...evidence.names]),
    'address-bounced': evidence.bounced,
    'other-addresses': evidence.addresses.size > 0,
    'former-address': asked.formerAddresses > 0,
    'few-facts': asked.found && asked.facts < factsFor.L2,
  }
  return (Object.keys(raised) as Flag[]).filter(flag => raised[flag])
}
