import type { HistoryEvent } from './leaf.ts'
import { type Fault, faultList } from './verdict.ts'

/** An event with the index of its leaf; null while it has none. */
export type FiledEvent = { event: HistoryEvent; leafIndex: number | null }

/** Folds a stream and compares what comes out with the rows there are: state must be what its history says. */
export type Replay<State> = {
  start(stream: string): State
  step(state: State, event: HistoryEvent): State
  /** Null when the rows agree; otherwise what differs, in names of columns, never in values. */
  finish(stream: string, state: State): Promise<string | null>
}

export type StreamFindings = { faults: Fault[]; streams: number; unsealed: number }

/**
 * Checks that every stream counts 1, 2, 3 …, that no event stands without a leaf before one that has it (the sealing job takes
 * a stream in order), and that folding it gives its rows. Events come by stream and version; one stream's state in memory.
 */
export async function verifyStreams<State>(
  events: AsyncIterable<FiledEvent>,
  replay: Replay<State> | undefined,
): Promise<StreamFindings> {
  const { faults, add } = faultList()
  const counted = { streams: 0, unsealed: 0 }
  let stream: ReturnType<typeof examineStream<State>> | undefined
  for await (const filed of events) {
    if (stream?.name !== filed.event.stream) {
      await stream?.finish()
      stream = examineStream(filed.event.stream, replay, add)
      counted.streams++
    }
    if (filed.leafIndex === null) counted.unsealed++
    stream.take(filed)
  }
  await stream?.finish()
  return { faults, ...counted }
}

function examineStream<State>(name: string, replay: Replay<State> | undefined, add: (fault: Fault) => Fault) {
  let version = 0
  let unsealed: number | null = null
  // A stream with a gap cannot be folded: its state would differ for a reason already told.
  let folded = replay && { state: replay.start(name) }
  return {
    name,
    take({ event, leafIndex }: FiledEvent): void {
      const expected = version + 1
      version = event.version
      if (event.version !== expected) {
        add({ kind: 'version-gap', position: leafIndex, stream: name, version: expected })
        folded = undefined
      }
      if (leafIndex === null) unsealed ??= event.version
      else if (unsealed !== null) {
        add({ kind: 'leaf-missing', position: null, stream: name, version: unsealed })
        unsealed = null
      }
      if (replay && folded) folded = step(replay, folded, event, leafIndex)
    },
    async finish(): Promise<void> {
      const detail = replay && folded ? await replay.finish(name, folded.state) : null
      if (detail !== null) add({ kind: 'state-differs', position: null, stream: name, version, detail })
    },
  }

  // An altered event may be one no fold knows; the verifier must name it and go on, not fall over it.
  function step(with_: Replay<State>, { state }: { state: State }, event: HistoryEvent, leafIndex: number | null) {
    try {
      return { state: with_.step(state, event) }
    } catch {
      add({
        kind: 'state-differs',
        position: leafIndex,
        stream: name,
        version: event.version,
        detail: 'not-replayable',
      })
      return undefined
    }
  }
}
