import type { Tx } from '#lib/db/begin.ts'
import { view } from '#lib/kernel/view.ts'
import { differences, type Replayed, replay } from '#lib/requests/replay.ts'
import { findUntold, readReplayed } from '#lib/requests/replayed-store.ts'
import type { RequestEvent } from './events.ts'
import { historyVerifier } from './history-signer.ts'
import { type NoteVerifier, renamedVerifier } from './note.ts'
import { type Fault, MOST_FAULTS, type Verdict } from './verdict.ts'
import { verifyHistory } from './verify.ts'
import type { Replay } from './verify-streams.ts'
import { readCheckpoints, readEventPages, readLeaves, readOrigins, type StoredEvent } from './whole-history-store.ts'

export type HowToVerify = {
  /** Checkpoints that were kept outside the database. */
  kept?: readonly string[]
  /** Whose signatures count, instead of this portal's own key. */
  keys?: readonly NoteVerifier[]
}

/**
 * Verifies the whole stored history as it stood at one instant: tree, signatures, streams, and that folding each request's events
 * gives its rows. Memory does not grow with its length. With the portal's own rights, because it compares who a request belongs to;
 * the verdict names positions, streams and columns, never a value.
 */
export const verifyStored = view({
  permission: 'history:verify',
  asSystem: true,
  snapshot: true,
  async run({ tx }, { kept = [], keys }: HowToVerify): Promise<Verdict> {
    const state = replayAgainstRows(tx)
    const verdict = await verifyHistory({
      leaves: readLeaves(tx),
      checkpoints: readCheckpoints(tx),
      events: state.events(),
      keys: keys ?? (await ownKeys(tx)),
      kept,
      replay: state.replay,
    })
    return withFaults(verdict, [...state.faults, ...(await untold(tx))])
  },
})

/** This portal's key under every name it signed with: who moves to another address keeps the key, and it is the key that proves. */
async function ownKeys(tx: Tx): Promise<NoteVerifier[]> {
  const own = historyVerifier()
  const former = (await readOrigins(tx)).filter(origin => origin !== own.name)
  return [own, ...former.map(origin => renamedVerifier(own, origin))]
}

type Folded = { state: Replayed | null } | null

/** Feeds the events of each page together with the rows they must lead to; one page of rows in memory. */
function replayAgainstRows(tx: Tx) {
  const faults: Fault[] = []
  let rows = new Map<string, Replayed>()

  async function* events(): AsyncGenerator<StoredEvent> {
    let last: string | undefined
    for await (const page of readEventPages(tx)) {
      const ids = new Set(page.map(({ event }) => requestIdOf(event.stream)).filter(id => id !== undefined))
      // The stream a page broke off in is judged when the next one has begun.
      const kept = last === undefined ? undefined : rows.get(last)
      rows = await readReplayed(tx, [...ids])
      if (last !== undefined && kept) rows.set(last, kept)
      last = requestIdOf(page.at(-1)?.event.stream ?? '')
      for (const event of page) {
        if (event.leafIndex === null && !event.pending && faults.length < MOST_FAULTS) faults.push(forgotten(event))
        yield event
      }
    }
  }

  const against: Replay<Folded> = {
    start: stream => (requestIdOf(stream) === undefined ? null : { state: null }),
    step: (folded, { type, data, at }) =>
      folded && {
        state: replay(folded.state, { type, ...(data as object) } as RequestEvent, at),
      },
    async finish(stream, folded) {
      if (!folded?.state) return null
      const row = rows.get(requestIdOf(stream)!)
      return row ? differences(folded.state, row).join(', ') || null : 'row-missing'
    },
  }
  return { faults, events, replay: against }
}

const requestIdOf = (stream: string) => /^request:([0-9a-f-]{36})$/.exec(stream)?.[1]

/** Neither in the tree nor waiting for it: nobody would ever seal this event, and it could be changed unseen. */
const forgotten = ({ event }: StoredEvent): Fault => ({
  kind: 'leaf-missing',
  position: null,
  stream: event.stream,
  version: event.version,
  detail: 'not-waiting',
})

const untold = async (tx: Tx): Promise<Fault[]> =>
  (await findUntold(tx, MOST_FAULTS)).map(id => ({
    kind: 'state-differs',
    position: null,
    stream: `request:${id}`,
    version: 0,
    detail: 'no-history',
  }))

function withFaults(verdict: Verdict, more: readonly Fault[]): Verdict {
  const faults = [...(verdict.ok ? [] : verdict.faults), ...more].slice(0, MOST_FAULTS)
  const [firstBad] = faults
  if (!firstBad) return verdict
  if (!verdict.ok) return { ...verdict, faults }
  return { ok: false, firstBad, faults, lastGoodCheckpoint: verdict.signed, firstBadCheckpoint: null }
}
