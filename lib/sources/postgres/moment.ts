import { colon, lowerA, minus, nine, point, upperT, zero } from './ascii.ts'

/*
 * PostgreSQL keeps a time as microseconds since the beginning of 2000, and takes longer to write it as a text than all else of a common row. So
 * it is asked for what it keeps (`timestamptz_send`: eight bytes, which arrive as `\x` and their hexadecimal), and the text is written here.
 */

/** The longest text there is, with microseconds and zone. Years of six digits have nothing after them. */
export const longestMoment = '4714-11-24T23:59:59.999999+00:00 BC'.length

const sentLength = '\\x0123456789abcdef'.length
const microsADay = 86_400_000_000
/** Whole numbers up to 2⁵³ are exact in a double, which is the years 1715 to 2285. */
const exactHigh = 1 << 21

/** What a small letter of hexadecimal is more than its value. */
const letters = lowerA - 10
const utc = Buffer.from('+00:00')
const beforeChrist = Buffer.from(' BC')

/** Eight digits of hexadecimal as a signed number of 32 bits. */
const half = (bytes: Uint8Array, from: number): number => {
  let value = 0
  for (let at = from; at < from + 8; at++) {
    const digit = bytes[at]!
    value = (value << 4) | (digit <= nine ? digit - zero : digit - letters)
  }
  return value
}

/** The largest and the smallest numbers are words: `infinity`, `-infinity`. Those are no moments. */
export const isMoment = (bytes: Uint8Array, from: number, to: number): boolean => {
  if (to - from !== sentLength) return false
  const high = half(bytes, from + 2)
  return high !== 0x7fffffff && high !== -0x80000000
}

/** Of microseconds since the beginning of 2000 the whole days, and the microseconds of the last. */
const inDays = (bytes: Uint8Array, from: number): { days: number; micros: number } => {
  const high = half(bytes, from + 2)
  const low = half(bytes, from + 10) >>> 0
  if (high < exactHigh && high >= -exactHigh) {
    const all = high * 2 ** 32 + low
    const days = Math.floor(all / microsADay)
    return { days, micros: all - days * microsADay }
  }
  const all = BigInt(high) * 2n ** 32n + BigInt(low)
  const rest = all % BigInt(microsADay)
  const micros = Number(rest < 0n ? rest + BigInt(microsADay) : rest)
  return { days: Number((all - BigInt(micros)) / BigInt(microsADay)), micros }
}

/** A quotient of whole numbers that are not negative, without its rest. */
const quotient = (dividend: number, divisor: number): number => (dividend / divisor) | 0

const put = (out: Uint8Array, at: number, value: number, digits: number): number => {
  let left = value
  for (let place = at + digits - 1; place >= at; place--) {
    const tenth = quotient(left, 10)
    out[place] = zero + left - 10 * tenth
    left = tenth
  }
  return at + digits
}

const putText = (out: Uint8Array, at: number, text: Uint8Array): number => {
  out.set(text, at)
  return at + text.length
}

/** Writes a year as PostgreSQL does: at least four digits, and none is 0: the one before 1 is 1 BC. */
const putYear = (out: Uint8Array, at: number, year: number): number => {
  const written = year > 0 ? year : 1 - year
  return put(out, at, written, written < 10_000 ? 4 : written < 100_000 ? 5 : 6)
}

/** Days from 1 March of the year 0 to 1 January of 2000. */
const marchOfZero = 730_425

/**
 * Writes a time as `to_json` writes it: ISO 8601 with as many digits of a second as it needs, its zone if it has one, and ` BC`. Gives where it ends.
 * The calendar counts its years from March on, so that a leap day comes last (H. Hinnant, chrono-compatible low-level date algorithms).
 */
export const putMoment = (bytes: Uint8Array, from: number, zoned: boolean, out: Uint8Array, start: number): number => {
  const { days, micros } = inDays(bytes, from)
  const all = days + marchOfZero
  const era = Math.floor(all / 146_097)
  const ofEra = all - era * 146_097
  const yearOfEra = quotient(ofEra - quotient(ofEra, 1460) + quotient(ofEra, 36_524) - quotient(ofEra, 146_096), 365)
  const ofYear = ofEra - (365 * yearOfEra + quotient(yearOfEra, 4) - quotient(yearOfEra, 100))
  const fromMarch = quotient(5 * ofYear + 2, 153)
  const year = yearOfEra + era * 400 + (fromMarch < 10 ? 0 : 1)
  const seconds = Math.floor(micros / 1e6)
  const minutes = quotient(seconds, 60)
  const hours = quotient(minutes, 60)
  const fraction = micros - seconds * 1e6
  let at = putYear(out, start, year)
  out[at++] = minus
  at = put(out, at, fromMarch < 10 ? fromMarch + 3 : fromMarch - 9, 2)
  out[at++] = minus
  at = put(out, at, ofYear - quotient(153 * fromMarch + 2, 5) + 1, 2)
  out[at++] = upperT
  at = put(out, at, hours, 2)
  out[at++] = colon
  at = put(out, at, minutes - 60 * hours, 2)
  out[at++] = colon
  at = put(out, at, seconds - 60 * minutes, 2)
  if (fraction > 0) {
    out[at++] = point
    at = put(out, at, fraction, 6)
    while (out[at - 1] === zero) at--
  }
  if (zoned) at = putText(out, at, utc)
  return year > 0 ? at : putText(out, at, beforeChrist)
}
