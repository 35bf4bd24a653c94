import type { Relation } from '../catalogue.ts'
import type { Format } from './formats.ts'

/** What a bounded sample of a column looked like: how many values, and how many of each format. The values themselves are gone. */
export type Seen = { values: number; distinct: number; formats: { [format in Format]?: number } }

/** One column of a live table, as far as a draft needs it. */
export type ColumnShape = {
  name: string
  type: string
  array: boolean
  notNull: boolean
  /** Alone in a unique index without a condition. */
  unique: boolean
  /** Null: the table could not be read, or the column holds bytes. */
  seen: Seen | null
}

/** A reference the database itself knows. Partitions give theirs to their parent. */
export type ForeignKey = { from: string[]; schema: string; table: string; to: string[] }

export type TableShape = Pick<Relation, 'schema' | 'name' | 'kind' | 'key'> & {
  /** What it is called, in the singular, without what all its neighbours begin with: `wp_usermeta` -> `usermeta`. */
  words: string[]
  /** Tables that a view reads, by `tableId`. */
  reads: string[]
  /** By the planner's statistics; null where it has none. */
  rows: number | null
  columns: ColumnShape[]
  foreignKeys: ForeignKey[]
}

/** `site.contact`: how tables are told apart here. */
export const tableId = ({ schema, name }: { schema: string; name: string }): string => `${schema}.${name}`

/** Columns of one table whose values may stand in columns of another. */
export type Link = { from: TableShape; columns: string[]; to: TableShape; keys: string[] }

/** Of `asked` distinct values of a sample, how many are there on the other side. Null: it could not be asked in time. */
export type Contained = { asked: number; there: number } | null

/** Asks the live database whether the values of one side are on the other; gives two numbers and no value. */
export type Containment = (link: Link) => Promise<Contained>

/** A live database as a draft sees it. */
export type Shape = { tables: TableShape[]; contained: Containment }
