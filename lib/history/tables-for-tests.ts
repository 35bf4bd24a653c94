import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { signCheckpoint } from './checkpoint.ts'
import { type HistoryEvent, leafHash } from './leaf.ts'
import { appendLeaves, EMPTY_FRONTIER, rootOf } from './merkle.ts'
import { noteSigner, noteVerifier } from './note.ts'
import type { Fault } from './verdict.ts'
import { verifyHistory } from './verify.ts'
import type { Replay } from './verify-streams.ts'

/** A history as the tables hold it, small enough to be tampered with by hand. */
export type Tables = {
  events: HistoryEvent[]
  leaves: { index: number; stream: string; version: number; hash: Buffer }[]
  checkpoints: { size: number; note: string }[]
}

export const signer = noteSigner('privacy.example.org/history', randomBytes(32))
export const keys = [noteVerifier(signer.publicLine)]
const epoch = Temporal.Instant.from('2026-11-23T09:00:00Z')

/** `streams` says which stream each event belongs to, `sizes` after how many leaves a checkpoint was signed. */
export function history(streams: number[], sizes: number[]): Tables {
  const versions = new Map<string, number>()
  const events = streams.map((n, at): HistoryEvent => {
    const stream = `request/${n}`
    const version = (versions.get(stream) ?? 0) + 1
    versions.set(stream, version)
    return {
      stream,
      version,
      at: epoch.add({ seconds: at }),
      actor: { kind: 'system' },
      type: 'counted',
      data: { add: at },
    }
  })
  const tables: Tables = { events, leaves: [], checkpoints: [] }
  rebuild(tables)
  tables.checkpoints = sizes.map(size => ({ size, note: signCheckpoint({ size, root: rootAt(tables, size) }, signer) }))
  return tables
}

/** What somebody with the database, but without the signing key, can do to cover a change. */
export function rebuild(tables: Tables): void {
  tables.leaves = tables.events.map((event, index) => ({
    index,
    stream: event.stream,
    version: event.version,
    hash: leafHash(event),
  }))
}
export const rootAt = ({ leaves }: Tables, size: number) =>
  rootOf(
    appendLeaves(
      EMPTY_FRONTIER,
      leaves.slice(0, size).map(leaf => leaf.hash),
    ).frontier,
  )

export async function* each<T>(rows: Iterable<T>): AsyncGenerator<T> {
  yield* rows
}
export function verify(tables: Tables, more: { kept?: string[]; replay?: Replay<number> } = {}) {
  const idOf = ({ stream, version }: { stream: string; version: number }) => `${stream}#${version}`
  const events = new Map(tables.events.map(event => [idOf(event), event]))
  const indexes = new Map(tables.leaves.map(leaf => [idOf(leaf), leaf.index]))
  const byStream = [...tables.events].sort((a, b) => a.stream.localeCompare(b.stream) || a.version - b.version)
  return verifyHistory({
    leaves: each(tables.leaves.map(leaf => ({ ...leaf, event: events.get(idOf(leaf)) ?? null }))),
    checkpoints: each([...tables.checkpoints].sort((a, b) => a.size - b.size)),
    events: each(byStream.map(event => ({ event, leafIndex: indexes.get(idOf(event)) ?? null }))),
    keys,
    ...more,
  })
}
export async function firstBad(tables: Tables, more: Parameters<typeof verify>[1] = {}): Promise<Fault> {
  const verdict = await verify(tables, more)
  if (verdict.ok) throw new Error('nothing was found')
  return verdict.firstBad
}

// Ten events of three requests; checkpoints over 3, 7 and 10 of them.
export const ten = () => history([1, 2, 1, 3, 2, 1, 3, 3, 2, 1], [3, 7, 10])
