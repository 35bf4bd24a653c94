/** What can be wrong with a history. `position` counts leaves from 0, or is the size a checkpoint speaks of. */
export type FaultKind =
  /** The event at this leaf is not the one that was sealed; or the leaf is not, when a checkpoint vouches for the event. */
  | 'event-changed'
  | 'leaf-changed'
  /** A leaf without its event. */
  | 'event-missing'
  /** The leaves stop being numbered one by one here; or an event has none although a later one of its stream has. */
  | 'leaf-missing'
  | 'leaf-repeated'
  /** The leaves end here, and a signed checkpoint speaks of more. */
  | 'tail-cut'
  | 'checkpoint-signature'
  /** The signed size is not the one the checkpoint is filed under. */
  | 'checkpoint-changed'
  /** There are leaves and no checkpoint at all. */
  | 'checkpoint-missing'
  /** The tree of this size is not the one that was signed: it was rebuilt somewhere after the last checkpoint that holds. */
  | 'root-mismatch'
  /** In this stream the event of this version is not where it belongs. */
  | 'version-gap'
  /** Folding the stream does not give the rows there are, or an event cannot be folded. */
  | 'state-differs'

export type Fault = {
  kind: FaultKind
  position: number | null
  stream?: string
  version?: number
  /** The checkpoint was kept outside the database. */
  kept?: true
  /** Why, in a word; never personal data. */
  detail?: string
}

/** What was found wrong, first to last, at most this many; what follows a break is mostly its echo. */
export const MOST_FAULTS = 100

export type Verdict =
  | {
      ok: true
      size: number
      root: Buffer
      /** Up to which size the last checkpoint vouches for the tree; the leaves after it are numbered, not yet signed. */
      signed: number
      /** Events the tree does not hold yet. */
      unsealed: number
      streams: number
    }
  | {
      ok: false
      firstBad: Fault
      faults: Fault[]
      /** Sizes of the last checkpoint that holds before the first that does not; null when there is none. */
      lastGoodCheckpoint: number | null
      firstBadCheckpoint: number | null
    }

/** Collects faults up to the limit, so that a history wrong from end to end needs no more memory than a good one. */
export function faultList(): { faults: Fault[]; add(fault: Fault): Fault } {
  const faults: Fault[] = []
  return {
    faults,
    add(fault) {
      if (faults.length < MOST_FAULTS) faults.push(fault)
      return fault
    },
  }
}
