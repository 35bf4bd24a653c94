import { connectionsOf } from './compare-coverage.ts'
import type { DataMap } from './data-map.ts'
import { exactMatch, type Matcher } from './postgres/match.ts'
import { openPostgres } from './postgres/open.ts'
import { type Reason, reason, SourceFailure } from './reason.ts'
import type { SourceAddresses } from './source-addresses.ts'
import type { SourceReader } from './source-reader.ts'

/** What a search may take. Times in milliseconds. */
export type Limits = {
  connectMs: number
  statementMs: number
  /** For the whole search: a long snapshot keeps the source from clearing what is deleted. */
  totalMs: number
  /** Keys followed from one field to another are held in memory; more than this many fail the collection. */
  maxKeys: number
  /** Readers of one source that share its snapshot. */
  parallel: number
}

export const usualLimits: Limits = {
  connectMs: 10_000,
  statementMs: 120_000,
  totalMs: 900_000,
  maxKeys: 500_000,
  parallel: 2,
}

export type Opened = { readers: Map<string, SourceReader>; failed: Map<string, Reason>; close(): Promise<void> }

/**
 * Opens every source of the map, each at one instant of its own. One that cannot be opened is in `failed` with the reason; the
 * others go on. `matcher` is for tests alone: they break it on purpose.
 */
export const openSources = async (
  map: DataMap,
  addresses: SourceAddresses,
  limits: Limits,
  matcher: Matcher = exactMatch,
): Promise<Opened> => {
  const readers = new Map<string, SourceReader>()
  const failed = new Map<string, Reason>()
  const open = async (connection: string) => {
    const address = Object.hasOwn(addresses, connection) ? addresses[connection] : undefined
    if (!address) return failed.set(connection, reason('no-connection', connection))
    try {
      const { kind } = map.datasets.find(one => one.connection === connection)!
      const open = kind === 'mysql' ? (await import('./mysql/open.ts')).open : openPostgres
      readers.set(connection, await open(map, connection, address, { ...limits, matcher }))
    } catch (thrown) {
      if (!(thrown instanceof SourceFailure)) throw thrown
      failed.set(connection, thrown.reason)
    }
  }
  const close = async () => {
    await Promise.all([...readers.values()].map(reader => reader.close()))
  }
  const results = await Promise.allSettled(connectionsOf(map).map(open))
  const fault = results.find(result => result.status === 'rejected')
  if (fault) {
    await close()
    throw fault.reason
  }
  return { readers, failed, close }
}
