/** What a value of a source may be once read: exactly what JSON can carry; 64-bit integers and numerics arrive as strings. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** What a search starts from: what tells one person from all others. What several may share only brings candidates (lib/candidates). */
export type Identity = { kind: 'email'; value: string }

/** A sentence of the data map: one text, or one per language. */
export type Text = string | { [language: string]: string }

/** One record of one collection, as it is sealed into a segment (one NDJSON line). */
export type FoundRecord = {
  /** Primary key values in the order of the map, as text: `["42"]`. */
  key: string[]
  /** How the walk came here, from the identity to this row: `["email", "site.contact.email", "site.form.contact_id"]`. */
  path: string[]
  /** Whether the row is another person's as well: `shown` beside the data, or `held` for the officer (`third_party: maybe`). */
  thirdParty: 'no' | 'shown' | 'held'
  /** Field name to exact value. */
  values: { [field: string]: Json }
}

/** Records as lines of JSON in UTF-8, each ended by a newline. The bytes are lent: they are the source's again once the next lines are asked for. */
export type RecordLines = { records: number; bytes: Buffer }

/** The records of one collection: one by one, or as the lines that are sealed, which costs a tenth. To be read once, in one way. */
export type Records = AsyncIterable<FoundRecord> & { lines(): AsyncGenerator<RecordLines> }

/** How the search of one collection ended. Every mapped collection ends as exactly one of these. */
export type CollectionResult =
  /** `reason`: rows that could not be understood, where there were any. */
  | { result: 'found'; count: number; reason?: string }
  | { result: 'empty'; count: 0; reason?: string }
  | { result: 'failed'; count: 0; reason: string }
  | { result: 'unreachable'; count: 0; reason: string }

/** What the data map says of one field. */
export type FieldFacts = {
  name: string
  label: Text
  categories: string[]
  thirdParty: 'never' | 'maybe' | 'always'
  /** What the word means, for fields nobody outside the trade knows (a referrer, a user agent). */
  explain?: Text
}

/** Which fields of a collection say to whom something was given, when, what and what for (Art. 15(1)(c) GDPR). */
export type DisclosureFields = { recipient: string; at: string | null; what: string | null; purpose: string | null }

/** What the data map says of one collection: the facts of Art. 15(1)(a) to (d) and (g) GDPR. */
export type CollectionFacts = {
  dataset: string
  collection: string
  label: Text
  purpose: Text
  legalBasis: Text
  source: Text
  recipients: string[]
  /** ISO 8601 period and the field it counts from. */
  retention: { period: string; anchor: string } | null
  portable: boolean
  /** Set where each row is one disclosure to one recipient. */
  disclosures?: DisclosureFields
  fields: FieldFacts[]
}

/** The instant a source was read at: one exported snapshot per database. */
export type Snapshot = { source: string; at: string; lsn: string | null; fingerprint: string | null }
