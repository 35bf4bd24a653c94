import { hashOf } from '#lib/vault/house-keys.ts'

/** How a withholding finds its record again without holding its key, which may itself be personal. */
export const recordHash = (
  requestId: string,
  dataset: string,
  collection: string,
  key: readonly string[],
): Uint8Array => hashOf('record', JSON.stringify([requestId, dataset, collection, ...key]))
