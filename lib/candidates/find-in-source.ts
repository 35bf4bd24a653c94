import type { FoundRecord } from '#lib/sources/contract.ts'
import { type Collection, idOf } from '#lib/sources/data-map.ts'
import { recordsOf } from '#lib/sources/records-of.ts'
import type { SourceReader } from '#lib/sources/source-reader.ts'
import type { Arrival } from '#lib/sources/walk.ts'
import { type Own, writingsOf } from './own.ts'
import { sharedFields } from './shared-fields.ts'

/** So many rows of one collection are weighed; who has more behind one address of a network has a network, and no person. */
export const mostRows = 2_000

/** So many rows are counted beyond those that are kept. */
const mostCounted = 5_000

/** The ways to a collection by what several people may share, as far as the person's own rows show any of it. */
export const sharedWays = (own: Own, collection: Collection): Arrival[] =>
  sharedFields(collection).flatMap(({ kind, field }) => {
    const shown = [...(own.values.get(kind)?.keys() ?? [])]
    const values = field.match === 'telephone' ? [...new Set(shown.flatMap(text => writingsOf(own, text)))] : shown
    return values.length === 0
      ? []
      : [
          {
            fields: [field],
            keys: values.map(value => [value]),
            path: [kind, `${idOf(collection)}.${field.path}`],
            third: 'no' as const,
          },
        ]
  })

/**
 * The rows that share something with the person's own and are not among what was found; the first of them, and how many more there were
 * when it stopped counting. Throws SourceFailure.
 */
export async function* strangersIn(
  reader: SourceReader,
  collection: Collection,
  own: Own,
  more: { rows: number },
): AsyncGenerator<FoundRecord> {
  const found = own.rows.get(idOf(collection))
  let kept = 0
  for await (const some of reader.read(collection, sharedWays(own, collection))) {
    for (const record of recordsOf(some)) {
      if (found?.has(record.key)) continue
      if (kept < mostRows) {
        kept++
        yield record
      } else if (++more.rows >= mostCounted) return
    }
  }
}
