import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from '#lib/organisation/read-organisation.ts'

/** What time it is in the demo, as an instant (UTC, ISO 8601), and in whose zone to write it. */
export const viewClock = view({
  permission: 'clock:advance-demo',
  async run({ tx, now }, _query: undefined) {
    const organisation = await readOrganisation(tx)
    return { now: now.toString(), zone: organisation?.zone ?? 'UTC' }
  },
})
