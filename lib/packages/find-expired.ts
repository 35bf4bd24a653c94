import { worker } from '#lib/access/actor.ts'
import { begin } from '#lib/db/begin.ts'
import { readSetting } from '#lib/organisation/settings-store.ts'
import { findExpiredRequests } from './store.ts'

/**
 * Requests whose stored data has had its time: released copies past their expiry, and what is still held of requests that ended
 * otherwise as many days ago. (Data of a refused request stays while it is open to complaint, that is until it is closed.)
 */
export const findExpired = (): Promise<string[]> =>
  begin(worker, async ({ tx, now }) => {
    const days = await readSetting(tx, 'download-days')
    return findExpiredRequests(tx, now, now.subtract({ hours: 24 * days }))
  })
