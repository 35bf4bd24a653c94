import type { Statements } from './connect.ts'
import type { TakeRow } from './next-rows.ts'
import { type Row, rowOf } from './row.ts'
import type { Statement } from './statement.ts'

/** Aim for this many bytes a fetch: a row may be one byte or ten megabytes. The source writes while they are read. */
const wanted = 1 << 20
const mostRows = 20_000

/** What one fetch brings, put together row by row as it comes. */
export type Batch = {
  /** Rows so far. */
  records: number
  /** Bytes so far, or about that. */
  length: number
  take: TakeRow
}

/** The rows themselves. */
export class RowBatch implements Batch {
  readonly rows: Row[] = []
  length = 0

  get records() {
    return this.rows.length
  }

  take(bytes: Buffer, at: number): void {
    const row = rowOf(bytes, at)
    this.rows.push(row)
    for (const value of row) this.length += value?.length ?? 0
  }
}

/** The rows of a statement in batches of bounded size, inside the transaction `reader` is in. */
export async function* batches<T extends Batch>(
  reader: Statements,
  { sql, values }: Statement,
  begin: () => T,
): AsyncGenerator<T> {
  await reader(`declare records no scroll cursor for ${sql}`, values)
  let asked = 16
  for (let next = fetch(reader, asked, begin()); ; ) {
    const batch = await next
    const last = batch.records < asked
    if (!last) {
      asked = Math.max(1, Math.min(mostRows, asked * 4, Math.floor((wanted * batch.records) / (batch.length + 1))))
      // The source works on the next rows while the caller works on these.
      next = fetch(reader, asked, begin())
    }
    if (batch.records > 0) yield batch
    if (last) break
  }
}

/** Its failure is told when it is awaited, or not at all when nobody wants more. */
function fetch<T extends Batch>(reader: Statements, rows: number, batch: T): Promise<T> {
  const fetched = reader.next('records', rows, (bytes, at) => batch.take(bytes, at)).then(() => batch)
  fetched.catch(() => {})
  return fetched
}

/** A savepoint around `work`: after a failure the transaction and its snapshot live on for the next collection. */
export async function* guarded<T>(rows: Statements, work: () => AsyncGenerator<T>): AsyncGenerator<T> {
  const back = () => rows('rollback to savepoint one; release savepoint one')
  await rows('savepoint one')
  let whole = false
  try {
    yield* work()
    whole = true
  } finally {
    // After a failure, or when the consumer stopped early; the cursor goes with the savepoint.
    if (!whole) await back().catch(() => {})
  }
  await back()
}
