import { hexOf } from '#lib/kernel/hex.ts'
import { newId } from '#lib/kernel/ids.ts'
import { recordHash } from '#lib/requests/record-hash.ts'
import type { FoundRecord } from '#lib/sources/contract.ts'
import { houseVault } from '#lib/vault/house-keys.ts'
import { readRecords, writeRecords } from '#lib/vault/segment.ts'
import { Known, type Said } from './known.ts'
import type { Own } from './own.ts'
import type { Clues } from './read-clues.ts'
import type { CandidateRow, CandidateSegmentRow } from './store.ts'
import { isOfCrowd, type Weighed, weigh } from './weigh.ts'

export type Followed = { requestId: string; attempt: number; run: string }

export type Place = Pick<CandidateSegmentRow, 'source' | 'dataset' | 'collection'>

/** Rows that belong to one another, by their places among those that lie sealed, and what was said of them. */
export type Bundle = Said & Omit<Weighed, 'rows'> & Pick<CandidateRow, 'positions' | 'recordHashes' | 'hangingUnread'>

type Sealed = { objectId: string; records: number; ndjsonSha256: string; sealedBytes: number }

/** Rows of one collection in one object of the vault: read just now, or lying there since an earlier run. */
type Piece = Sealed & { bundles: Bundle[] }

export type Laid = Place & Sealed & { bundles: Bundle[] }

export const prefixOf = ({ attempt, run }: Followed) => `c${attempt}-${run.slice(-12)}-`
const newName = (job: Followed) => `${prefixOf(job)}${newId().slice(-12)}`

export const placeId = ({ dataset, collection }: Omit<Place, 'source'>) => `${dataset}.${collection}`

/** The candidates of one run while it goes: where they lie sealed, collection by collection, and which rows they are. */
export class Gathered {
  readonly #job: Followed
  readonly #known: Known
  readonly #here = new Map<string, Place & { pieces: Piece[] }>()
  readonly #byRow = new Map<string, Bundle>()

  constructor(job: Followed, before: readonly CandidateRow[]) {
    this.#job = job
    this.#known = new Known(before)
  }

  hashOf(place: Omit<Place, 'source'>, { key }: FoundRecord): string {
    return hexOf(recordHash(this.#job.requestId, place.dataset, place.collection, key))
  }

  /** The candidate that a row belongs to already. */
  bundleOf(hash: string): Bundle | undefined {
    return this.#byRow.get(hash)
  }

  countIn(id: string): number {
    const bundles = this.#here.get(id)?.pieces.flatMap(piece => piece.bundles) ?? []
    return bundles.reduce((sum, { positions }) => sum + positions.length, 0)
  }

  *bundles(): Generator<{ place: Place; objectId: string; bundle: Bundle }> {
    for (const { pieces, ...place } of this.#here.values())
      for (const { objectId, bundles } of pieces) for (const bundle of bundles) yield { place, objectId, bundle }
  }

  /** Seals rows of one collection as they come, and weighs them. Gives how many nobody can be shown: one of a crowd could be anybody. */
  async seal(own: Own, place: Place, rows: AsyncIterable<{ record: FoundRecord; clues: Clues }>): Promise<number> {
    const clues: Clues[] = []
    const hashes: string[] = []
    const hashOf = (record: FoundRecord) => this.hashOf(place, record)
    async function* seen() {
      for await (const one of rows) {
        clues.push(one.clues)
        hashes.push(hashOf(one.record))
        yield one.record
      }
    }
    const objectId = newName(this.#job)
    const sealed = await writeRecords(houseVault(), this.#job.requestId, objectId, seen())
    const shown = weigh(own, clues).filter(one => !isOfCrowd(one))
    const bundles = shown.flatMap(({ rows, kinds, signs }) =>
      this.#known.apart(rows.map(row => hashes[row]!)).map(({ id, state, rows: part }) => {
        const positions = part.map(one => rows[one]!).sort((a, b) => a - b)
        const recordHashes = positions.map(row => hashes[row]!)
        return { id, state, kinds, signs: [...signs], positions, recordHashes, hangingUnread: null }
      }),
    )
    this.#put(place, { objectId, ...sealed, bundles })
    return clues.length - shown.reduce((sum, { rows }) => sum + rows.length, 0)
  }

  /** Leaves candidates of an earlier run of the attempt as they lie, but for rows that came again. */
  keep(sealed: CandidateSegmentRow, candidates: readonly CandidateRow[]): void {
    const bundles = candidates.flatMap(({ id, state, kinds, signs, positions, recordHashes }) => {
      const rows = recordHashes.flatMap((hash, row) => (this.#byRow.has(hash) ? [] : [row]))
      const still = { positions: rows.map(row => positions[row]!), recordHashes: rows.map(row => recordHashes[row]!) }
      return rows.length === 0 ? [] : [{ id, state, kinds, signs, ...still, hangingUnread: null }]
    })
    const { objectId, records, sealedBytes, plaintextHash, source, dataset, collection } = sealed
    const piece = { objectId, records, sealedBytes, ndjsonSha256: hexOf(plaintextHash), bundles }
    this.#put({ source, dataset, collection }, piece)
  }

  /** Rows that hang on nothing of the person's are no candidates where nothing else brought them and nobody decided; others hang no more. */
  loosen(rows: ReadonlySet<string>): void {
    for (const [id, here] of this.#here) {
      for (const piece of here.pieces) piece.bundles = piece.bundles.flatMap(one => this.#loosened(one, rows))
      here.pieces = here.pieces.filter(({ bundles }) => bundles.length > 0)
      if (here.pieces.length === 0) this.#here.delete(id)
    }
  }

  #loosened(bundle: Bundle, rows: ReadonlySet<string>): Bundle[] {
    const held = [...bundle.recordHashes.keys()].filter(row => !rows.has(bundle.recordHashes[row]!))
    if (held.length === bundle.positions.length || bundle.state !== 'open') return [bundle]
    if (bundle.kinds.length > 0)
      return [
        held.length > 0 ? bundle : { ...bundle, signs: bundle.signs.filter(({ sign }) => sign !== 'hangs-on-theirs') },
      ]
    const { positions, recordHashes } = bundle
    const still = { positions: held.map(row => positions[row]!), recordHashes: held.map(row => recordHashes[row]!) }
    return held.length === 0 ? [] : [{ ...bundle, ...still }]
  }

  #put(place: Place, piece: Piece): void {
    if (piece.bundles.length === 0) return
    this.#at(place).pieces.push(piece)
    for (const bundle of piece.bundles) for (const hash of bundle.recordHashes) this.#byRow.set(hash, bundle)
  }

  #at({ source, dataset, collection }: Place) {
    const id = placeId({ dataset, collection })
    const here = this.#here.get(id) ?? { source, dataset, collection, pieces: [] }
    this.#here.set(id, here)
    return here
  }

  /**
   * Lays what an officer shall look at, and nothing else, into one object for each collection: strangers of a crowd have no business in the
   * vault. `also`: collections that shall have one although nothing is in it any more.
   */
  async lay(also: readonly Place[]): Promise<Laid[]> {
    for (const place of also) this.#at(place)
    const laid: Laid[] = []
    for (const { pieces, ...place } of this.#here.values()) {
      const [only] = pieces
      const whole = pieces.length === 1 && this.countIn(placeId(place)) === only!.records
      laid.push({ ...place, ...(whole ? only! : await this.#together(pieces)) })
    }
    return laid
  }

  async #together(pieces: readonly Piece[]): Promise<Piece> {
    const { requestId } = this.#job
    const objectId = newName(this.#job)
    const bundles: Bundle[] = []
    let place = 0
    async function* kept() {
      for (const piece of pieces) {
        const places = new Map(piece.bundles.flatMap(({ positions }) => positions.map(row => [row, -1])))
        let row = 0
        for await (const record of readRecords(houseVault(), requestId, piece.objectId)) {
          if (places.has(row)) {
            places.set(row, place++)
            yield record
          }
          row++
        }
        for (const bundle of piece.bundles)
          bundles.push({ ...bundle, positions: bundle.positions.map(row => places.get(row)!) })
      }
    }
    const sealed = await writeRecords(houseVault(), requestId, objectId, kept())
    return { objectId, ...sealed, bundles }
  }
}
