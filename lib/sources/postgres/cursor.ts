import type { Row, Rows } from './connect.ts'
import type { Statement } from './statement.ts'

/** Aim for this many characters a fetch: a row may be one byte or ten megabytes. */
const wanted = 1 << 18
const mostRows = 1_000

/** The rows of a statement in batches of bounded size, inside the transaction `rows` is in. */
export async function* batches(rows: Rows, { sql, values }: Statement): AsyncGenerator<Row[]> {
  await rows(`declare records no scroll cursor for ${sql}`, values)
  let size = 16
  for (let next = fetch(rows, size); ; ) {
    const batch = await next
    const last = batch.length < size
    if (!last) {
      size = sizeAfter(batch, size)
      // The source works on the next rows while the caller works on these.
      next = fetch(rows, size)
    }
    if (batch.length > 0) yield batch
    if (last) break
  }
}

/** Its failure is told when it is awaited, or not at all when nobody wants more. */
function fetch(rows: Rows, size: number): Promise<Row[]> {
  const fetched = rows(`fetch forward ${size} from records`)
  fetched.catch(() => {})
  return fetched
}

function sizeAfter(batch: Row[], size: number): number {
  let length = 1
  for (const row of batch) for (const value of row) length += value?.length ?? 0
  return Math.max(1, Math.min(mostRows, size * 4, Math.floor((wanted * batch.length) / length)))
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
