import { normaliseText } from './normalise-answer.ts'

/**
 * Whether a stranger who knows the address alone would guess this answer: it stands in the address (`anna@acme.example` works for Acme),
 * or is too short to be anybody's own.
 */
export function isGuessable(normalised: string, address: string): boolean {
  if (normalised.length < 4) return true
  const [local = '', domain = ''] = address.split('@')
  const parts = [local, ...local.split(/[._+-]/), ...domain.split('.').slice(0, -1)]
  const known = parts.map(normaliseText).filter(part => part.length > 3)
  return known.some(part => part.includes(normalised) || normalised.includes(part))
}
