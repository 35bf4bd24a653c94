import type { Json } from '../contract.ts'
import type { SourceFile } from './list-files.ts'
import type { May, Opened } from './read-file.ts'

/** One row of a file: its line number, and its values by field. */
export type Row = { file: string; line: number; values: { [field: string]: Json } }

/** What is looked for: per set of fields the keys, in lower case. Composite keys are joined as JSON. `telephones`: bare numbers are among them. */
export type Wanted = { paths: string[]; keys: Set<string>; telephones?: boolean }[]

/** What one pass over the files learns beside the rows. */
export type Learnt = { rows: number; unreadable: number; columns: Set<string> }

/** How files of one kind are read. */
export type Format = {
  may: May
  /** Columns that a file says it has before its first row; of kinds that say none, those of its first rows. */
  columns(file: SourceFile): Promise<string[]>
  /** Whether `columns` is all there is, or each row may bring its own. */
  declared: boolean
  /** Rows that may answer what is wanted, in the order of the file: all that do, and as few others as is cheap. */
  rows(file: SourceFile, opened: Opened, wanted: Wanted, learnt: Learnt): AsyncGenerator<Row>
  /** Collections that are put together from the rows rather than read, by their name. */
  made?: { [collection: string]: { columns: string[]; from: (rows: AsyncIterable<Row>) => AsyncGenerator<Row> } }
}
