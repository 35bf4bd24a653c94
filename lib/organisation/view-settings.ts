import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from './read-organisation.ts'

/** What an admin sets, as it stands; nothing before the first run is finished. */
export const viewSettings = view({
  permission: 'organisation:set',
  run: async ({ tx }, _query: undefined) => ({ organisation: (await readOrganisation(tx)) ?? null }),
})
