import { hashOf } from '#lib/vault/house-keys.ts'

/** By what a row of a source is found among the holds. The same for every request, so that one question answers for all of them. */
export const holdHash = (source: string, dataset: string, collection: string, key: readonly string[]): Uint8Array =>
  hashOf('record', JSON.stringify(['hold', source, dataset, collection, ...key]))
