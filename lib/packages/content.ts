import type { CollectionFacts, FoundRecord, Json, Snapshot, Text } from '#lib/sources/contract.ts'

/** Why a value, a record or a collection is not in the copy. */
export type Ground =
  | 'rights-of-others'
  | 'trade-secret'
  | 'legal-privilege'
  | 'ongoing-investigation'
  | 'security'
  | 'identity'

/** What stands in the place of a withheld value, in every form of the package. */
export type Redacted = { redacted: Ground }

export type PackagedValue = Json | Redacted

/** A record after withholding: whole records that are withheld do not appear, but are counted in `withheld`. */
export type PackagedRecord = Omit<FoundRecord, 'values'> & { values: { [field: string]: PackagedValue } }

/** How one mapped collection appears in the package. */
export type Coverage = {
  dataset: string
  collection: string
  /** What the map calls the collection; without it the name stands. */
  label?: Text
  result: 'found' | 'empty' | 'withheld' | 'failed' | 'unreachable'
  count: number
  withheldRecords: number
  withheldValues: number
  reason: string | null
}

/** One data group of the package: its facts, and its records as a stream that is read once. */
export type Group = { facts: CollectionFacts; records: AsyncIterable<PackagedRecord> }

/** A past step of the request, for the answer about the request itself (own requests are part of own data). */
export type RequestStep = { at: string; sentence: string }

/** Everything a package says, except the records, which stream. Instants are ISO 8601 UTC; dates are civil dates in `organisation.zone`. */
export type PackageHead = {
  ref: string
  locale: string
  /** The proved address of the person. */
  address: string
  receivedAt: string
  dueDate: string
  regimes: string[]
  /** Taken from the stored run, never from the clock: a package built twice is the same to the byte. */
  preparedAt: string
  organisation: {
    name: string
    address: string
    contact: string
    zone: string
    authority: { name: string; url: string }
  }
  snapshots: Snapshot[]
  coverage: Coverage[]
  /** Columns of the connected catalogue that no map classifies; a package that names any is not complete. */
  unclassified: string[]
  complete: boolean
  steps: RequestStep[]
}
