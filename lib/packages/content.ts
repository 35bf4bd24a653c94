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

/** A text of which parts are withheld: `[Person B]` stands in the place of each. How many parts, by ground. */
export type PartlyRedacted = { text: string; redactedParts: { ground: Ground; count: number }[] }

export type PackagedValue = Json | Redacted | PartlyRedacted

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
  /** Places within texts in which a mark stands for what was withheld. */
  withheldParts: number
  reason: string | null
  /** Set where the copy lacks, or may lack, what stands there. */
  gap?: true
  /** What else must be said of the search, such as lines of a file that could not be read: a code of `coverage.remark` and how often. */
  remarks?: { code: string; count: number }[]
}

/** One source in the certificate: how much of it the map describes, what was found, what a person left out of the search and why. */
export type SourceFacts = {
  source: string
  label?: Text
  tables: number
  columns: number
  records: number
  excluded: { what: string; reason: string }[]
}

/** To whom one thing was given (Art. 15(1)(c) GDPR), out of a record of the copy, which `pointer` finds in dossier.json. */
export type Disclosure = {
  pointer: string
  recipient: PackagedValue
  at: PackagedValue
  what: PackagedValue
  purpose: PackagedValue
}

/** `standing`: who receives a group as a rule, where no record of single disclosures names them. `more`: disclosures not listed again. */
export type Received = {
  disclosures: Disclosure[]
  more: number
  standing: { dataset: string; collection: string; label: Text; recipients: string[] }[]
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
  sources: SourceFacts[]
  received: Received
  snapshots: Snapshot[]
  coverage: Coverage[]
  /** Columns of the connected catalogue that no map classifies; a package that names any is not complete. */
  unclassified: string[]
  complete: boolean
  steps: RequestStep[]
}
