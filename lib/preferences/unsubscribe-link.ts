import type { Address } from '#lib/identity/address.ts'
import { openText, sealText } from '#lib/vault/house-keys.ts'

const context = 'preferences.link'

/**
 * The path that stands in a mailing to one address: sealed, so that nobody can make one for another address or read whose it is, and good
 * for ever, because an old newsletter must still be able to be stopped (15 USC 7704(a)(3): at least 30 days).
 */
export const unsubscribePath = (address: Address): `/preferences/${string}` =>
  `/preferences/${Buffer.from(sealText(context, address)).toString('base64url')}`

/** Whose link this is; undefined when it is none of ours, cut or altered. */
export function addressOfLink(token: string): Address | undefined {
  try {
    return openText(context, Buffer.from(token, 'base64url')) as Address
  } catch {
    return undefined
  }
}
