import type { Format } from './formats.ts'
import { type Entry, lexicon, machineWords, peopleWords } from './lexicon.ts'
import type { ColumnShape, Seen, TableShape } from './shape.ts'
import { wordsOf } from './words.ts'

/** How sure a guess is: `sure` where name and values agree, `likely` where one of them speaks, `open` where neither does. */
export type Confidence = 'sure' | 'likely' | 'open'

/** What a column probably holds. No category: nothing says that it speaks of a person by itself. */
export type FieldGuess = {
  category: string | null
  identity: 'email' | null
  confidence: Confidence
  /** What spoke for it, as words for the comment beside it. */
  why: string[]
}

/** The share of sampled values that have a format. */
export const share = (seen: Seen | null, format: Format): number =>
  seen === null || seen.values === 0 ? 0 : (seen.formats[format] ?? 0) / seen.values

/** Formats that say by themselves what a value is, whatever its column is called. */
const byFormat: { [format in Format]?: string } = {
  email: 'user.contact.email',
  ip: 'user.device.ip_address',
  iban: 'user.financial.bank_account',
  card: 'user.financial.credit_card',
  coordinates: 'user.location.precise',
  phone: 'user.contact.phone_number',
  name: 'user.name',
}

/** Formats that nothing else has: a column of them holds them, even one called `address`. */
const byItself = new Set<Format>(['email', 'ip', 'iban'])

/** Formats that must be there for a name to be believed once there are values: `mail` may hold a number of parcels. */
const needed: { [category: string]: Format } = {
  'user.contact.email': 'email',
  'user.device.ip_address': 'ip',
  'user.demographic.date_of_birth': 'date',
}

const has = (words: string[], phrase: string): boolean => ` ${words.join(' ')} `.includes(` ${phrase} `)

/** `customer_name`: the name of a person, although the table is one of orders. */
const speaksOfPeople = (words: string[]) => words.some(word => peopleWords.has(word))

const named = (words: string[], ofPeople: boolean): Entry | undefined =>
  lexicon.find(entry => (!entry.ofPeople || ofPeople) && entry.words.some(phrase => has(words, phrase)))

const numeric = new Set(['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'money', 'bool'])

/** Whether the rows of a table are people: by its name, or because it has a mail address or a person's name of its own. */
export const holdsPeople = (table: TableShape): boolean =>
  table.words.some(word => peopleWords.has(word)) ||
  table.columns.some(
    ({ name, unique, seen }) =>
      (unique && share(seen, 'email') > 0.8) || named(wordsOf(name), false)?.category.startsWith('user.name.') === true,
  )

const contradicts = (entry: Entry, { type, seen, name }: ColumnShape): boolean => {
  if (type === 'bool') return entry.category !== 'user.privacy_preferences'
  if (seen === null || seen.values === 0) return false
  const format = needed[entry.category]
  if (format !== undefined) return !(type === 'inet' || type === 'date' || share(seen, format) > 0.3)
  // `message_id`, `address_id`: the number of something, not the thing.
  const pointer =
    /(?:^|_)(?:id|no|nr|key|count|code)$/i.test(name) && !/cookie|device|visitor|session|gov|tax/i.test(name)
  return pointer && (numeric.has(type) || share(seen, 'uuid') > 0.8 || share(seen, 'number') > 0.8)
}

const spokenFor = ({ seen, type }: ColumnShape): { category: string; format: Format; share: number } | null => {
  if (type === 'inet' || type === 'cidr') return { category: 'user.device.ip_address', format: 'ip', share: 1 }
  for (const [format, category] of Object.entries(byFormat) as [Format, string][]) {
    // Titles of products look like names of people; a name needs more than that.
    const least = format === 'name' ? 0.9 : 0.7
    if (share(seen, format) >= least && (seen?.distinct ?? 0) >= 3)
      return { category, format, share: share(seen, format) }
  }
  return null
}

const percent = (part: number) => `${Math.round(part * 100)} %`

/** Guesses what one column holds, from its name, its type and what a sample of its values looked like. Pure. */
export const guessField = (table: TableShape, column: ColumnShape): FieldGuess => {
  const words = wordsOf(column.name)
  const people = holdsPeople(table)
  const entry = named(words, people || speaksOfPeople(words))
  const byName = entry && !contradicts(entry, column) ? entry.category : null
  const byValue = spokenFor(column)
  // Names of people in a table of things are as likely names of things.
  const value = byValue?.format === 'name' && !people && !speaksOfPeople(words) ? null : byValue
  const certain = value !== null && byItself.has(value.format) && value.share >= 0.9
  const category = (certain ? value.category : byName) ?? value?.category ?? null
  const why = [
    ...(byName === category && byName ? [`called “${column.name}”`] : []),
    ...(value ? [`${percent(value.share)} of a sample look like ${value.format}`] : []),
  ]
  if (category === null) return { category: null, identity: null, confidence: 'open', why }
  const agree = certain || (byName !== null && (value !== null || needed[byName] === undefined))
  const isAddress =
    category === 'user.contact.email' && (share(column.seen, 'email') > 0.5 || (column.seen?.values ?? 0) === 0)
  return {
    category,
    identity: isAddress ? 'email' : null,
    confidence: agree && !machineWords.has(words.at(-1) ?? '') ? 'sure' : 'likely',
    why,
  }
}
