import { newId } from '#lib/kernel/ids.ts'
import type { CandidateState } from './candidate-words.ts'
import type { CandidateRow } from './store.ts'

/** What was said of some rows before, and under which name. */
export type Said = { id: string; state: CandidateState }

/** What was said of candidates before, row by row: rows that are put together otherwise now, or are more, lose no decision. */
export class Known {
  readonly #byRow: Map<string, Said>
  readonly #used = new Set<string>()

  constructor(candidates: readonly Pick<CandidateRow, 'id' | 'state' | 'recordHashes'>[]) {
    this.#byRow = new Map(
      candidates.flatMap(({ id, state, recordHashes }) => recordHashes.map(hash => [hash, { id, state }])),
    )
  }

  /**
   * Takes rows that belong to one another apart by what was said of them, each given by its keyed hash: what was decided stays as it was, and
   * what nobody decided is a candidate of its own.
   */
  apart(hashes: readonly string[]): (Said & { rows: number[] })[] {
    const parts = new Map<string, { before: Said | undefined; rows: number[] }>()
    for (const [row, hash] of hashes.entries()) {
      const before = this.#byRow.get(hash)
      const decided = before && before.state !== 'open' ? before.id : ''
      const part = parts.get(decided) ?? { before, rows: [] }
      parts.set(decided, part)
      part.rows.push(row)
    }
    return [...parts.values()].map(({ before, rows }) => ({ ...this.#nameOf(before), rows }))
  }

  #nameOf(before: Said | undefined): Said {
    const id = before && !this.#used.has(before.id) ? before.id : newId()
    this.#used.add(id)
    return { id, state: before?.state ?? 'open' }
  }
}
