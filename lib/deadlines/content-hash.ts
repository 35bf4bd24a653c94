import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** The version of a rule or calendar: the first 64 bits, in hex, of the SHA-256 of its canonical JSON (RFC 8785). */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonicalize(content)!).digest('hex').slice(0, 16)
}
