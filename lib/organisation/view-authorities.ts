import { view } from '#lib/kernel/view.ts'
import { authoritiesWith } from './authorities.ts'
import { readCorrections } from './authority-store.ts'

/** The directory of authorities as letters name them, with the mark of how each entry is known. */
export const viewAuthorities = view({
  permission: 'organisation:set',
  run: async ({ tx }, _query: undefined) => authoritiesWith(await readCorrections(tx)),
})
