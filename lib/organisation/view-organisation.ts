import { view } from '#lib/kernel/view.ts'
import { readOrganisation } from './read-organisation.ts'

/** Who answers here: name, seat, zone, languages, authority. "Not found" until an admin has set it. */
export const viewOrganisation = view({
  permission: 'organisation:read',
  run: ({ tx }, _query: undefined) => readOrganisation(tx),
})
