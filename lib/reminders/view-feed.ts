import { view } from '#lib/kernel/view.ts'
import { hashOf } from '#lib/vault/house-keys.ts'
import { findFeedOwner, readOpenDuties } from './store.ts'

/**
 * The duties behind a calendar's secret address. With the portal's own rights, because whoever fetches it is a calendar and nobody:
 * the address is the key, and behind it are references, duties and laws, no person. While a clock stands still it has no day.
 */
export const viewFeed = view({
  permission: 'feed:read',
  asSystem: true,
  async run({ tx, now }, token: string) {
    const owner = await findFeedOwner(tx, hashOf('token', token))
    if (!owner) return undefined
    const duties = await readOpenDuties(tx)
    return { locale: owner.locale, now, duties: duties.filter(({ stands }) => !stands) }
  },
})
