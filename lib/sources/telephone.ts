import {
  type CountryCode,
  getCountryCallingCode,
  isSupportedCountry,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js'

/**
 * What people put between the digits of a number, as a character class of every regular expression: spaces, brackets, dots, slashes, all
 * kinds of hyphens, and marks that are not seen.
 */
export const between =
  '[\\t ()\\[\\]./\\-\u00a0\u00ad\u2000-\u2015\u202a-\u202f\u2060\u2066-\u2069\u2212\u3000\ufeff\uff08\uff09\uff0d]'

const anyBetween = new RegExp(between, 'gu')

/** Fewer digits are an extension or a year, more are no number of a telephone (E.164, and the 0 that some write in brackets). */
const shape = /^(\+|00|(?!00))(\d{6,16})$/

/** A stored text as it is compared: a number without what stands between its digits; every other text, with a letter, a comma or a star, as it is. */
export const bareNumber = (written: string): string => {
  const bare = written.replace(anyBetween, '')
  return shape.test(bare) ? bare : written
}

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** A number with either sign of a country before it, and without. */
const prefixed = (digits: string): [string, ...string[]] => [digits, `+${digits}`, `00${digits}`]

const known = (written: string, country?: CountryCode): PhoneNumber | null => {
  const read = parsePhoneNumberFromString(written, country)
  return read?.isPossible() ? read : null
}

/** How a number is dialled at home where that has a prefix of its own or begins with 0; null elsewhere, because there it is but the end of the number. */
const atHome = (number: PhoneNumber): string | null => {
  const national = digitsOf(number.formatNational())
  const isMore = national !== number.nationalNumber || national.startsWith('0')
  return isMore && shape.exec(national)?.[1] === '' ? national : null
}

/**
 * Every bare form of one telephone number, the first of them standing for all; null for what is no such number. A number with its country is also
 * known as it is dialled at home, and with that 0 behind its country: `35312345678 +35312345678 0035312345678 012345678 353012345678 …`.
 * One without is known by its digits alone, whatever country that may be. Nothing is ever compared by a part of it. What nobody can see: two
 * whole numbers in one field, with no more than a space or a slash between them, are read as one.
 */
export const formsOfTelephone = (written: string): [string, ...string[]] | null => {
  const [bare, prefix, digits] = shape.exec(bareNumber(written)) ?? []
  if (bare === undefined || digits === undefined) return null
  if (prefix === '' && digits.startsWith('0')) return [digits]
  const number = prefix === '' ? null : known(`+${digits}`)
  if (number === null) return prefixed(digits)
  const whole = digitsOf(number.number)
  const home = atHome(number)
  const behind = home?.startsWith('0') && home !== number.nationalNumber ? number.countryCallingCode + home : whole
  // The library forgives more than that 0; what it mended may have been another number.
  if (digits !== whole && digits !== behind) return prefixed(digits)
  const [first, ...more] = prefixed(whole)
  return [first, ...more, ...(home === null ? [] : [home]), ...(behind === whole ? [] : prefixed(behind))]
}

/**
 * How else people in a country (ISO 3166) write the same number: one that is written as it is dialled there, with the country; and one of that country,
 * as it is dialled there. None where that cannot be told.
 */
export const writingsIn = (country: string | null, written: string): string[] => {
  const [bare, prefix, digits] = shape.exec(bareNumber(written)) ?? []
  if (country === null || bare === undefined || digits === undefined || !isSupportedCountry(country)) return []
  const number = prefix === '' ? known(bare, country) : known(`+${digits}`)
  if (number === null || number.countryCallingCode !== getCountryCallingCode(country)) return []
  const national = digitsOf(number.formatNational())
  const whole = digitsOf(number.number)
  const understood = prefix !== '' || bare === national || bare === whole
  return understood ? [`+${whole}`, national].filter(one => one !== bare) : []
}
