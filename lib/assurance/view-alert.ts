import { view } from '#lib/kernel/view.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { findAlert } from './store.ts'

/** Whether a link "this was not me" is one of ours. Nothing about the request: who opened it, for what, or how it stands. */
export const viewAlert = view({
  permission: 'identity:contest',
  // As for the verb: holding the token is the right.
  asSystem: true,
  async run({ tx }, token: string): Promise<{ known: true } | undefined> {
    return (await findAlert(tx, hashOf('token', token))) ? { known: true } : undefined
  },
})
