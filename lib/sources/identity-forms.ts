import { domainToUnicode } from 'node:url'
import type { Identity } from './contract.ts'

/**
 * The ways one identity may be written. A domain in punycode and the same in letters are one domain (RFC 5891): we keep the
 * first, sources often hold the second.
 */
export const formsOf = ({ kind, value }: Identity): string[] => {
  const at = value.lastIndexOf('@')
  const domain = value.slice(at + 1)
  if (kind !== 'email' || !/(^|\.)xn--/i.test(domain)) return [value]
  const written = domainToUnicode(domain)
  return written === '' || written === domain ? [value] : [value, `${value.slice(0, at)}@${written}`]
}
