import type { Coverage } from './compare-coverage.ts'
import { connectionsOf } from './compare-coverage.ts'
import type { DataMap } from './data-map.ts'
import { usualLimits } from './limits.ts'
import { openSources } from './open-sources.ts'
import { reasonText } from './reason.ts'
import { type SourceAddresses, uniteSources } from './source-addresses.ts'

/** What map and catalogue have of each other, for one source; `failed` says why it could not be compared. */
export type SourceCoverage = Coverage & { source: string; fingerprint: string | null; failed: string | null }

const nothing: Coverage = { tables: 0, columns: 0, unclassified: [], missing: [], expired: [] }

/** Compares a map with the live catalogue of each of its sources. Reads no row. */
export const checkSources = async (map: DataMap, addresses: SourceAddresses): Promise<SourceCoverage[]> => {
  const united = uniteSources(map, addresses)
  const opened = await openSources(united, addresses, { ...usualLimits, parallel: 1 })
  try {
    return connectionsOf(united).map(source => {
      const reader = opened.readers.get(source)
      if (reader) return { source, fingerprint: reader.snapshot.fingerprint, failed: null, ...reader.coverage() }
      return { source, fingerprint: null, failed: reasonText(opened.failed.get(source)!), ...nothing }
    })
  } finally {
    await opened.close()
  }
}
