import type { Ground } from './content.ts'

/** Every ground on which a value may be held back, in the order an officer is offered them. */
export const grounds = [
  'rights-of-others',
  'trade-secret',
  'legal-privilege',
  'ongoing-investigation',
  'security',
  'identity',
] as const satisfies readonly Ground[]
