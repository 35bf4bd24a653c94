import type { Row, Rows } from './connect.ts'
import type { Statement } from './statement.ts'

/** Aim for this many characters a fetch: a row may be one byte or ten megabytes. */
const wanted = 1 << 18
const mostRows = 1_000

/** The rows of a statement in batches of bounded size, inside the transaction `rows` is in. */
export async function* batches(rows: Rows, { sql, values }: Statement): AsyncGenerator<Row[]> {
  await rows(`declare records no scroll cursor for ${sql}`, values)
  let size = 16
  for (;;) {
    const batch = await rows(`fetch forward ${size} from records`)
    if (batch.length > 0) yield batch
    if (batch.length < size) break
    let length = 1
    for (const row of batch) for (const value of row) length += value?.length ?? 0
    size = Math.max(1, Math.min(mostRows, size * 4, Math.floor((wanted * batch.length) / length)))
  }
}

/** A savepoint around `work`: after a failure the transaction and its snapshot live on for the next collection. */
export async function* guarded<T>(rows: Rows, work: () => AsyncGenerator<T>): AsyncGenerator<T> {
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
