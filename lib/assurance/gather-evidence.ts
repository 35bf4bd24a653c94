import { Temporal } from 'temporal-polyfill'
import { readAddress } from '#lib/identity/address.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { type Collection, type Field, fieldsOf } from '#lib/sources/data-map.ts'
import { enteredAt, readMoment } from './entered-at.ts'
import { isGuessable } from './is-guessable.ts'
import { normalisers } from './normalise-answer.ts'

/** A fact must have been held so long before the request: nobody plants a record and is known by it the same month. */
export const factAgeDays = 30

/** Enough to know somebody by; a fact of a thousand rows would be guessed by its number. */
const mostAnswers = 40
const mostAddresses = 10

/** One thing that could be asked: the answers that are right, and whether they stood only in rows that carry the address. */
export type Candidate = {
  collection: Collection
  field: Field
  answers: Set<string>
  /** Rows that carry the address itself: whoever planted the one may have planted these. */
  fromCarriers: boolean
}

/** What the findings of one request say about whose they are. Holds values, so it lives as long as the job that reads it. */
export type Evidence = {
  carriers: number
  /** Civil days (UTC) on which rows with the address were entered. */
  days: Set<string>
  since: Temporal.Instant | null
  undated: boolean
  names: Set<string>
  /** Other addresses of the same person, in their own rows. */
  addresses: Set<string>
  bounced: boolean
  candidates: Map<string, Candidate>
}

export const noEvidence = (): Evidence => ({
  carriers: 0,
  days: new Set(),
  since: null,
  undated: false,
  names: new Set(),
  addresses: new Set(),
  bounced: false,
  candidates: new Map(),
})

export type About = { addresses: readonly string[]; receivedAt: Temporal.Instant; zone: string }

/** Takes one record into account. Another person's rows, and what may be another person's, say nothing about this one. */
export function takeRecord(evidence: Evidence, collection: Collection, record: FoundRecord, about: About): void {
  if (record.thirdParty !== 'no') return
  const own = fieldsOf(collection).filter(field => field.thirdParty === 'never' && !field.path.includes('.'))
  const carries = own.some(field => field.identity === 'email' && isTheirs(record.values[field.name], about))
  const entered = enteredAt(collection, record)
  if (carries) takeCarrier(evidence, own, record, entered)
  for (const field of own) {
    const value = record.values[field.name]
    if (field.identity === 'email') takeAddress(evidence, value, about)
    if (carries && field.signal === 'bounced' && value !== null && value !== undefined) evidence.bounced = true
    if (field.fact) takeFact(evidence, { collection, field, value, carries, entered, about })
  }
}

function isTheirs(value: unknown, { addresses }: About): boolean {
  if (typeof value !== 'string') return false
  const read = readAddress(value)
  return addresses.includes(read.ok ? read.address : value)
}

function takeCarrier(evidence: Evidence, own: Field[], record: FoundRecord, entered: Temporal.Instant | null): void {
  evidence.carriers++
  if (!entered) evidence.undated = true
  else {
    evidence.days.add(entered.toZonedDateTimeISO('UTC').toPlainDate().toString())
    if (!evidence.since || Temporal.Instant.compare(entered, evidence.since) < 0) evidence.since = entered
  }
  for (const field of own) {
    const value = record.values[field.name]
    const isName = field.categories.some(one => one === 'user.name' || one.startsWith('user.name.'))
    if (isName && typeof value === 'string' && evidence.names.size < mostAnswers) evidence.names.add(value)
  }
}

function takeAddress(evidence: Evidence, value: unknown, { addresses }: About): void {
  if (typeof value !== 'string' || evidence.addresses.size >= mostAddresses) return
  const read = readAddress(value)
  if (read.ok && !addresses.includes(read.address)) evidence.addresses.add(read.address)
}

type Seen = {
  collection: Collection
  field: Field
  value: unknown
  carries: boolean
  entered: Temporal.Instant | null
  about: About
}

function takeFact(evidence: Evidence, { collection, field, value, carries, entered, about }: Seen): void {
  const before = about.receivedAt.subtract({ hours: 24 * factAgeDays })
  if (!entered || Temporal.Instant.compare(entered, before) > 0) return
  const answer = field.fact!.kind === 'month' ? monthOf(value, about.zone) : wordOf(field, value, about)
  if (answer === '') return
  const key = `${collection.dataset}.${collection.name}.${field.name} ${carries}`
  const known = evidence.candidates.get(key) ?? { collection, field, answers: new Set<string>(), fromCarriers: carries }
  evidence.candidates.set(key, known)
  if (field.fact!.kind !== 'month') {
    if (known.answers.size < mostAnswers) known.answers.add(answer)
    return
  }
  // Asked is the first month, which nobody can plant afterwards.
  const [first = answer] = known.answers
  known.answers = new Set([[answer, first].sort()[0]!])
}

const monthOf = (value: unknown, zone: string): string =>
  readMoment(value)?.toZonedDateTimeISO(zone).toPlainDate().toPlainYearMonth().toString() ?? ''

function wordOf(field: Field, value: unknown, about: About): string {
  if (typeof value !== 'string') return ''
  const word = normalisers[field.fact!.kind](value)
  const guessed = field.fact!.kind === 'text' && about.addresses.some(address => isGuessable(word, address))
  return guessed ? '' : word
}
