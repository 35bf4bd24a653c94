import type { Catalogue, Relation } from './catalogue.ts'
import type { Coverage } from './compare-coverage.ts'

import type { FoundRecord, RecordLines, Snapshot } from './contract.ts'
import type { Collection, DataMap, Dataset, Field } from './data-map.ts'
import type { Limits } from './limits.ts'
import type { SourceAddress } from './source-addresses.ts'

import type { Arrival, Gather } from './walk.ts'

/**
 * What every kind of source offers once it is open, at one instant. All methods throw SourceFailure, which carries no value.
 */
export type SourceReader = {
  snapshot: Snapshot
  /** What a live database holds; only where it has a catalogue. */
  catalogue?: Catalogue
  /** The relation a collection is, by the map's names; only beside a catalogue. */
  relationOf?(dataset: Dataset, collection: Collection): Relation
  /** What the map and the source have of each other; exclusions count as of the snapshot's day. Asked last, it knows most. */
  coverage(): Coverage
  /** Distinct values of the fields that lead on from the rows of one arrival, in a fixed order. */
  gather: Gather
  /** The records of all arrivals, each once, in an order that is the same every time, some at a time: constant memory in their number. */
  read(collection: Collection, arrivals: Arrival[]): AsyncGenerator<FoundRecord[] | RecordLines>
  /**
   * Every row there is, with the fields of the collection as given and nothing else of it: for the index of people who are known. Missing where a kind can
   * only answer for one person.
   */
  list?(collection: Collection): AsyncGenerator<FoundRecord[] | RecordLines>
  /** Whether any row answers the arrivals, without reading it. */
  touches(collection: Collection, arrivals: Arrival[]): Promise<boolean>
  /** Which of `values` a field holds, by plain equality regardless of case, independent of the matcher. */
  known(collection: Collection, field: Field, values: string[]): Promise<Set<string>>
  /** Says which keys will be asked for later, so that a source that has to be read from end to end is read once. */
  expect?(collection: Collection, field: Field, values: string[]): void
  /** How many rows of a collection, once it was read, could not be understood; none where every row can. */
  unreadable?(collection: Collection): number
  close(): Promise<void>
}

/** How a kind opens a source of its own. `map` is the whole map; the source is its datasets with this connection. */
export type OpenSource = (
  map: DataMap,
  connection: string,
  address: SourceAddress,
  limits: Limits,
) => Promise<SourceReader>
