import { and, eq } from 'drizzle-orm'
import type { Scope, Tx } from '#lib/db/begin.ts'
import type { KnownPasskey } from './passkey.ts'
import { passkeys, staff } from './table.ts'

/** Step: keeps a member's new passkey. */
export const addPasskey = ({ tx, now }: Scope, staffId: string, passkey: KnownPasskey) =>
  tx.insert(passkeys).values({ ...passkey, staffId, addedAt: now })

/** Step: a passkey of somebody who works here, locked, so that of two answers with one counter one comes second. */
export const lockPasskey = async (tx: Tx, credentialId: string) =>
  (
    await tx
      .select({ passkey: passkeys, role: staff.role })
      .from(passkeys)
      .innerJoin(staff, and(eq(staff.id, passkeys.staffId), eq(staff.state, 'active')))
      .where(eq(passkeys.credentialId, credentialId))
      .for('update')
  )[0]

export const setCounter = (tx: Tx, credentialId: string, counter: number) =>
  tx.update(passkeys).set({ counter }).where(eq(passkeys.credentialId, credentialId))
