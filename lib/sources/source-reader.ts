import type { Catalogue, Relation } from './catalogue.ts'
import type { Coverage } from './compare-coverage.ts'
import type { FoundRecord, RecordLines, Snapshot } from './contract.ts'
import type { Collection, Dataset, Field } from './data-map.ts'
import type { Arrival, Gather } from './walk.ts'

/**
 * What every kind of source offers once it is open, at one instant. All methods throw SourceFailure, which carries no value.
 */
export type SourceReader = {
  snapshot: Snapshot
  catalogue: Catalogue
  /** The relation a collection is, by the map's names. */
  relationOf(dataset: Dataset, collection: Collection): Relation
  /** What the map and the catalogue have of each other; exclusions count as of the snapshot's day. */
  coverage(): Coverage
  /** Distinct values of the fields that lead on from the rows of one arrival, in a fixed order. */
  gather: Gather
  /** The records of all arrivals, each once, ordered by primary key, some at a time: constant memory in their number. */
  read(collection: Collection, arrivals: Arrival[]): AsyncGenerator<FoundRecord[] | RecordLines>
  /** Whether any row answers the arrivals, without reading it. */
  touches(collection: Collection, arrivals: Arrival[]): Promise<boolean>
  /** Which of `values` a field holds, by plain equality regardless of case, independent of the matcher. */
  known(collection: Collection, field: Field, values: string[]): Promise<Set<string>>
  close(): Promise<void>
}
