import { readAddress } from '#lib/identity/address.ts'

/** A place in a text that may be an address or a telephone number, and the forms it would be known under. */
export type Locator = { start: number; end: number; forms: string[] }

// What a link puts around an address is no part of it (`?to=ann%40example.org&x`), though a local part might hold it (RFC 5322).
const addressPattern =
  /[^\s<>()[\]{},;:"“”„‚‘«»|\\/?&#=@]+(?:@|%40|\s?[([]at[)\]]\s?)[^\s<>()[\]{},;:"“”„‚’«»|\\/?&#=@]+/giu
const before = /^(?:['’`.*_~!¡¿]|%20)+/u
const after = /['’`.*_~!…。،]+$/u
const sign = /%40|\s?[([]at[)\]]\s?/i

/** An address as it is known, or null when it is none. */
export const formOfAddress = (written: string): string | null => {
  const read = readAddress(written)
  return read.ok ? read.address : null
}

/** The same of an address as a text may write it, in a link or with an “(at)”. */
export const formOfWrittenAddress = (written: string): string | null => formOfAddress(written.replace(sign, '@'))

/** Addresses in a text, also in a link and with an “(at)”. */
export const readAddresses = (text: string): Locator[] => {
  if (!/@|%40|[([]at[)\]]/i.test(text)) return []
  return [...text.matchAll(addressPattern)].flatMap(({ 0: found, index }) => {
    const start = index + (before.exec(found)?.[0].length ?? 0)
    const written = text.slice(start, index + found.length).replace(after, '')
    const form = formOfWrittenAddress(written)
    return form ? [{ start, end: start + written.length, forms: [form] }] : []
  })
}

/** First code points of the digits of the scripts that people type numbers in. */
const zeros = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10]

const plainDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, digit => {
    const code = digit.codePointAt(0)!
    const zero = zeros.find(one => code >= one && code < one + 10)
    return zero === undefined ? digit : String(code - zero)
  })

/** A shorter number is an extension, a year, a price. */
const fewest = 7
const most = 15
/** So many last digits tell a number that is written without its country from another. */
const tail = 8

/**
 * The forms of a telephone number, none when it is no such number: whole, with its country; and by its last digits (`…12345678`), because at
 * home it is written without it.
 */
export const formsOfPhone = (written: string): string[] => {
  const plain = plainDigits(written).replace(/\(0\)/g, '')
  const digits = plain.replace(/\D/g, '').replace(/^00/, '')
  if (digits.length < fewest || digits.length > most) return []
  const national = digits.replace(/^0/, '')
  return national.length >= tail ? [digits, `…${national.slice(-tail)}`] : [digits]
}

const phonePattern = /(?<![\p{L}\p{N}@._-])[+＋(]?\p{Nd}[\p{Nd}\s().\-–/\u00a0]{4,24}\p{Nd}(?![\p{L}\p{N}@])/gu
const aDate = /^(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})/

/** Telephone numbers in a text. What is written with a country or the zero before an area is also looked for by its end. */
export const readPhones = (text: string): Locator[] =>
  [...text.matchAll(phonePattern)].flatMap(({ 0: found, index }) => {
    if (aDate.test(found)) return []
    const [whole, end] = formsOfPhone(found)
    if (whole === undefined) return []
    const local = /^[(]?0(?!0)/.test(plainDigits(found))
    return [{ start: index, end: index + found.length, forms: [local && end !== undefined ? end : whole] }]
  })
