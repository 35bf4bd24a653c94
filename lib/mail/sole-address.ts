import parseAddresses from 'nodemailer/lib/addressparser'
import { readAddress } from '#lib/identity/address.ts'

/** Says nothing of the text: it may hold somebody's address. */
export class NotOneAddress extends Error {
  override name = 'NotOneAddress'
}

/**
 * The recipient, when the text is exactly one normalised address and nothing else. The mailer's parser is lenient and would deliver
 * `boss <attacker@evil.example` to the attacker, so it is asked once more, here, before every envelope.
 * @throws {NotOneAddress}
 */
export function soleAddress(text: string): string {
  const read = readAddress(text)
  if (!read.ok || read.address !== text) throw new NotOneAddress('A mail goes to exactly one address.')
  return read.address
}

/**
 * The envelope's sender: the address inside MAIL_FROM, where a name may stand before it.
 * @throws {NotOneAddress}
 */
export function senderAddress(mailFrom: string): string {
  const [mailbox, ...more] = parseAddresses(mailFrom)
  if (more.length > 0 || !mailbox?.address) throw new NotOneAddress('MAIL_FROM names exactly one address.')
  const read = readAddress(mailbox.address)
  if (!read.ok) throw new NotOneAddress('MAIL_FROM names exactly one address.')
  return mailbox.address
}
