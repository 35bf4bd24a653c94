import { connectionsOf } from './compare-coverage.ts'
import type { DataMap } from './data-map.ts'
import { kindFor, kinds } from './kinds.ts'
import type { Limits } from './limits.ts'
import { type Reason, reason, SourceFailure } from './reason.ts'
import type { SourceAddresses } from './source-addresses.ts'
import type { SourceReader } from './source-reader.ts'

export type Opened = { readers: Map<string, SourceReader>; failed: Map<string, Reason>; close(): Promise<void> }

/** The reader of one source. Throws SourceFailure where it could not be opened. */
export const readerIn = ({ readers, failed }: Opened, connection: string): SourceReader => {
  const reader = readers.get(connection)
  if (!reader) throw new SourceFailure(failed.get(connection) ?? reason('source-unavailable'))
  return reader
}

/** Opens one source by its kind. Throws SourceFailure. */
const openSource = async (map: DataMap, connection: string, addresses: SourceAddresses, limits: Limits) => {
  const address = Object.hasOwn(addresses, connection) ? addresses[connection] : undefined
  if (!address) throw new SourceFailure(reason('no-connection', connection))
  const said = map.datasets.find(one => one.connection === connection)?.kind ?? null
  const kind = kindFor(said, address.url)
  if (kind === null) throw new SourceFailure(reason('unfit-address', connection))
  const { open } = await kinds[kind]!.load()
  return open(map, connection, address, limits)
}

/**
 * Opens every source of the map, each at one instant of its own. One that cannot be opened is in `failed` with the reason; the
 * others go on. `needed` leaves out those that a search will not ask.
 */
export const openSources = async (
  map: DataMap,
  addresses: SourceAddresses,
  limits: Limits,
  needed: (connection: string) => boolean = () => true,
): Promise<Opened> => {
  const readers = new Map<string, SourceReader>()
  const failed = new Map<string, Reason>()
  const open = async (connection: string) => {
    try {
      readers.set(connection, await openSource(map, connection, addresses, limits))
    } catch (thrown) {
      if (!(thrown instanceof SourceFailure)) throw thrown
      failed.set(connection, thrown.reason)
    }
  }
  const close = async () => {
    await Promise.all([...readers.values()].map(reader => reader.close()))
  }
  const results = await Promise.allSettled(connectionsOf(map).filter(needed).map(open))
  const fault = results.find(result => result.status === 'rejected')
  if (fault) {
    await close()
    throw fault.reason
  }
  return { readers, failed, close }
}
