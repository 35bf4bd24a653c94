import type { DataMap } from './data-map.ts'
import { isAddress, kindFor } from './kinds.ts'

/** Where a source is: a URL as its driver takes it, and the password when it is kept apart (it then wins over the URL's). */
export type SourceAddress = { url: string; password?: string | undefined }

/** By connection name, as the map's datasets have it. */
export type SourceAddresses = { [connection: string]: SourceAddress }

/** `url`: for every source of the map. `NAME=url`: for the connection, or the dataset, of that name. */
export type GivenUrl = { name: string | null; url: string }

/** Reads `--url`: an address that some kind of source takes, or `NAME=` and one. Null when it is neither. */
export const readUrl = (typed: string): GivenUrl | null => {
  const found = /^(?:([A-Za-z0-9_.<>-]+)=)?([a-z][a-z0-9+.-]*:\/\/.+)$/is.exec(typed)
  return found && isAddress(found[2]!) ? { name: found[1] ?? null, url: found[2]! } : null
}

/**
 * The address of each connection of the map, with the password from the environment variable that the map names. Names that the
 * map does not have are in `unknown`.
 */
export const addressesFor = (
  map: DataMap,
  given: GivenUrl[],
  env: { readonly [name: string]: string | undefined },
): { addresses: SourceAddresses; unknown: string[] } => {
  const common = given.find(({ name }) => name === null)
  const named = (dataset: DataMap['datasets'][number]) =>
    given.find(({ name }) => name === dataset.connection || name === dataset.key) ?? common
  const found = map.datasets.flatMap(dataset => {
    const url = named(dataset)?.url
    const password = dataset.passwordEnv === null ? undefined : env[dataset.passwordEnv]
    return url === undefined ? [] : [[dataset.connection, { url, password }] as const]
  })
  const names = new Set(map.datasets.flatMap(dataset => [dataset.connection, dataset.key]))
  const unknown = given.flatMap(({ name }) => (name !== null && !names.has(name) ? [name] : []))
  return { addresses: Object.fromEntries(found), unknown }
}

/**
 * Datasets whose connections lead to one database are one source: read in one snapshot, and one's tables are not unclassified
 * because another's map holds them. The source bears the name of the first.
 */
export const uniteSources = (map: DataMap, addresses: SourceAddresses): DataMap => {
  const first = new Map<string, string>()
  const names = new Map<string, string>()
  for (const { connection, kind } of map.datasets) {
    if (names.has(connection)) continue
    const address = Object.hasOwn(addresses, connection) ? addresses[connection] : undefined
    // A folder may hold files of two kinds: each is a source of its own.
    const place = address ? `${kindFor(kind, address.url)} ${address.url}` : `\0${connection}`
    if (!first.has(place)) first.set(place, connection)
    names.set(connection, first.get(place)!)
  }
  return { datasets: map.datasets.map(dataset => ({ ...dataset, connection: names.get(dataset.connection)! })) }
}
