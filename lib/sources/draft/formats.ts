/** What a text can look like. A format says what a value could be, never what it is: the name of its column decides with it. */
export const formats = [
  'email',
  'phone',
  'ip',
  'url',
  'uuid',
  'date',
  'token',
  'iban',
  'card',
  'coordinates',
  'name',
  'number',
  'flag',
  'prose',
] as const
export type Format = (typeof formats)[number]

const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\/\d{1,2})?$/
const ipv6 = /^(?=.*:.*:)[0-9a-f:]{3,39}(?:\/\d{1,3})?$/i
/** Two to four words, each with a capital or of a script without capitals; titles and particles between them. */
const personName =
  /^(?:\p{Lu}[\p{L}\p{M}'’.-]*|[\p{Lo}\p{M}'’-]{2,}|von|van|de|der|den|la|le|da|dos|di|bin|al|el)(?: (?:\p{Lu}[\p{L}\p{M}'’.-]*|[\p{Lo}\p{M}'’-]{2,}|von|van|de|der|den|la|le|da|dos|di|bin|al|el)){1,3}$/u

const digits = (text: string) => text.replace(/\D/g, '')

/** ISO/IEC 7812-1, annex B: the check digit of a payment card. */
const passesLuhn = (number: string): boolean => {
  let sum = 0
  for (let index = 0; index < number.length; index++) {
    const digit = Number(number[number.length - 1 - index])
    const counted = index % 2 === 1 ? digit * 2 : digit
    sum += counted > 9 ? counted - 9 : counted
  }
  return sum % 10 === 0
}

/** ISO 13616: the two check digits of an account number. */
const isIban = (text: string): boolean => {
  const plain = text.replaceAll(' ', '').toUpperCase()
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(plain)) return false
  const turned = `${plain.slice(4)}${plain.slice(0, 4)}`.replace(/[A-Z]/g, letter => `${letter.charCodeAt(0) - 55}`)
  return BigInt(turned) % 97n === 1n
}

const isPhone = (text: string) => {
  const count = digits(text).length
  return /^\+?[\d\s()./-]+$/.test(text) && count >= 7 && count <= 15 && (/^(\+|0)/.test(text) || /[\s()/-]/.test(text))
}

const tests: { [format in Format]: (text: string) => boolean } = {
  email: text => /^[^\s@<>()[\],;:"]+@[^\s@<>()[\],;:".]+(?:\.[^\s@<>()[\],;:".]+)+$/.test(text),
  date: text => /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d|$)/.test(text),
  uuid: text => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  ip: text => ipv4.test(text) || ipv6.test(text),
  url: text => /^https?:\/\/\S+$/i.test(text),
  iban: isIban,
  card: text => /^\d[\d -]{11,21}\d$/.test(text) && /^\d{13,19}$/.test(digits(text)) && passesLuhn(digits(text)),
  coordinates: text => /^\(?-?\d{1,3}\.\d{3,}, ?-?\d{1,3}\.\d{3,}\)?$/.test(text),
  phone: isPhone,
  flag: text => /^(?:t|f|true|false|y|n|yes|no|0|1)$/i.test(text),
  number: text => /^-?\d+(?:\.\d+)?$/.test(text),
  token: text => /^(?=.*\d)(?=.*[a-z])[\w$./+=-]{16,}$/i.test(text),
  name: text => text.length <= 60 && personName.test(text),
  prose: text => text.length >= 25 && text.split(/\s+/).length >= 5,
}

const inOrder: Format[] = [
  ...(['email', 'date', 'uuid', 'ip', 'url', 'iban', 'coordinates', 'flag', 'card', 'number', 'phone'] as const),
  ...(['token', 'name', 'prose'] as const),
]

/** The most telling format of a text, or null where it is like nothing in particular. */
export const formatOf = (text: string): Format | null => inOrder.find(format => tests[format](text.trim())) ?? null
