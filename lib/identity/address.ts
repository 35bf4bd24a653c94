import { domainToASCII } from 'node:url'
import parseAddresses from 'nodemailer/lib/addressparser'

/** An address as we keep, compare and mail it: lower case, domain in punycode. Dots and plus-tags are the mailbox's own and stay. */
export type Address = string & { readonly __address: true }

export type AddressFault =
  | 'address.missing'
  | 'address.too-long'
  | 'address.not-one'
  | 'address.forbidden-character'
  | 'address.no-domain'

// Every character with which a header, an envelope or a list could be made of one address: RFC 5322 specials, spaces, controls,
// invisible marks, and the full-width forms that mail software folds into the plain ones.
const forbidden = /[\p{Cc}\p{Cf}\p{Z}\p{Variation_Selector}\uff00-\uffef"<>()[\],;:\\`]/u

/**
 * Reads one e-mail address strictly. Surrounding spaces are forgiven; anything that could name a second mailbox is not.
 * What comes out parses back, with the mailer's own parser, to exactly itself (SECURITY: the mailer must not deliver elsewhere).
 */
export function readAddress(raw: string): { ok: true; address: Address } | { ok: false; why: AddressFault } {
  const typed = raw.trim().normalize('NFC')
  if (typed === '') return { ok: false, why: 'address.missing' }
  if (Buffer.byteLength(typed) > 254) return { ok: false, why: 'address.too-long' }
  if (forbidden.test(typed)) return { ok: false, why: 'address.forbidden-character' }
  const [local, domain, more] = typed.split('@')
  if (!local || !domain || more !== undefined) return { ok: false, why: 'address.not-one' }
  const ascii = domainToASCII(domain)
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(ascii) || /(^|\.)-|-(\.|$)/.test(ascii))
    return { ok: false, why: 'address.no-domain' }
  const address = `${local.toLowerCase()}@${ascii}`
  if (Buffer.byteLength(address) > 254 || Buffer.byteLength(local) > 64) return { ok: false, why: 'address.too-long' }
  const parsed = parseAddresses(address)
  if (parsed.length !== 1 || parsed[0]?.address !== address) return { ok: false, why: 'address.not-one' }
  return { ok: true, address: address as Address }
}
