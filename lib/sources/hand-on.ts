import type { FoundRecord, RecordLines, Records } from './contract.ts'
import type { Collection } from './data-map.ts'
import { type Reason, reason, SourceFailure } from './reason.ts'
import { recordsOf } from './records-of.ts'

/** Takes the records of one collection; the source waits until it has. */
export type OnRecords = (dataset: string, collection: string, records: Records) => Promise<void>

/**
 * A signal that also ends the search after `ms`. By hand: Node 20 may clear away what AbortSignal.any was made of, and then time
 * never runs out. `release` when the search is over.
 */
export const withinTime = (given: AbortSignal | undefined, ms: number) => {
  const stop = new AbortController()
  const pass = () => stop.abort(given?.reason)
  const timer = setTimeout(() => stop.abort(new DOMException('the search took too long', 'TimeoutError')), ms).unref()
  given?.addEventListener('abort', pass, { once: true })
  if (given?.aborted) pass()
  const release = () => {
    clearTimeout(timer)
    given?.removeEventListener('abort', pass)
  }
  return { signal: stop.signal, release }
}

/** Why a search was stopped: by its caller, or by the time it may take. */
export const whyStopped = ({ reason: thrown }: AbortSignal): Reason =>
  reason(thrown instanceof Error && thrown.name === 'TimeoutError' ? 'timeout' : 'cancelled')

/** The reason of a failure of the source; anything else is a fault and goes on. */
export const failure = (thrown: unknown): Reason => {
  if (thrown instanceof SourceFailure) return thrown.reason
  throw thrown
}

const linesOf = (batch: FoundRecord[]): RecordLines => ({
  records: batch.length,
  bytes: Buffer.from(batch.map(record => `${JSON.stringify(record)}\n`).join('')),
})

const recordsIn = (lines: AsyncGenerator<RecordLines>): Records => ({
  lines: () => lines,
  async *[Symbol.asyncIterator]() {
    for await (const some of lines) yield* recordsOf(some)
  },
})

/**
 * Hands the records on and counts them; remembers a failure of the source even when the caller swallows it. A caller that does
 * not read to the end is at fault: what it has would be called complete.
 */
export const handOn = async (
  collection: Collection,
  batches: AsyncGenerator<FoundRecord[] | RecordLines>,
  onRecords: OnRecords,
  signal: AbortSignal | undefined,
): Promise<number> => {
  let count = 0
  let failed: Reason | null = null
  let whole = false
  async function* watched(first: FoundRecord[] | RecordLines): AsyncGenerator<RecordLines> {
    try {
      for (let batch: FoundRecord[] | RecordLines | undefined = first; batch; batch = (await batches.next()).value) {
        if (signal?.aborted) throw new SourceFailure(whyStopped(signal))
        const lines = Array.isArray(batch) ? linesOf(batch) : batch
        count += lines.records
        yield lines
      }
      whole = true
    } catch (thrown) {
      failed = signal?.aborted ? whyStopped(signal) : failure(thrown)
      throw thrown
    }
  }
  try {
    const first = await batches.next()
    if (first.done) return 0
    await onRecords(collection.dataset, collection.name, recordsIn(watched(first.value)))
  } catch (thrown) {
    throw failed ? new SourceFailure(failed) : thrown
  } finally {
    await batches.return(undefined)
  }
  if (failed) throw new SourceFailure(failed)
  if (!whole) throw new Error(`the records of ${collection.dataset}.${collection.name} were not read to their end`)
  return count
}
