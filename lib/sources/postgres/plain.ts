import { backslash, lowerE, minus, nine, point, quote, space, upperA, upperZ, zero } from './ascii.ts'

/* Most of what a server writes is JSON already, or nearly. Whether it is can be told from its bytes, and then nothing of it has to be read. */

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= zero && byte <= nine

/** Whether a text stands in JSON as it is, between quotes (RFC 8259 section 7). */
export const isPlainText = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!
    if (byte < space || byte === quote || byte === backslash) return false
  }
  return true
}

/** As many digits a double keeps of any number. */
const keptDigits = 15

/**
 * Whether JSON that the server wrote says no number that a double may not keep as it was written: of more than fifteen digits, with an exponent, or
 * a zero with a sign. What is no JSON, as `NaN` and `Infinity`, is not plain either.
 */
export const isPlainJson = (bytes: Uint8Array, from: number, to: number): boolean => {
  let digits = 0
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!
    if (isDigit(byte)) {
      if (++digits > keptDigits) return false
    } else if (byte === quote) {
      for (at++; at < to && bytes[at] !== quote; at++) if (bytes[at] === backslash) at++
      digits = 0
    } else if (byte === lowerE) {
      if (digits > 0) return false
    } else if (byte === minus) {
      if (!isDigit(bytes[at + 1]) || bytes[at + 1] === zero) return false
    } else if (byte >= upperA && byte <= upperZ) return false
    else if (byte !== point) digits = 0
  }
  return true
}
