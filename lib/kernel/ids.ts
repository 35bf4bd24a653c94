import { randomBytes, randomUUID } from 'node:crypto'

export const newId = (): string => randomUUID()

// Without 0/O, 1/I/L, U: read aloud on the phone and typed from a letter.
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A reference a person can read out: `D-7K3M-9QXA`; 30^8 possibilities, so that nobody meets a stranger's by counting. */
export function newRef(): string {
  const letters: string[] = []
  while (letters.length < 8) {
    for (const byte of randomBytes(16)) {
      if (byte < 240 && letters.length < 8) letters.push(alphabet[byte % 30]!)
    }
  }
  return `D-${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** A secret for a link: 32 random bytes, base64url. */
export const newToken = (): string => randomBytes(32).toString('base64url')
