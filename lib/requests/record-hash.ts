import { hashOf } from '#lib/vault/house-keys.ts'

/** How a withholding finds its record again without holding its key, which may itself be personal. */
export const recordHash = (
  requestId: string,
  dataset: string,
  collection: string,
  key: readonly string[],
): Uint8Array => hashOf('record', JSON.stringify([requestId, dataset, collection, ...key]))

/** By what the words of a withheld part are known again; 32 hexadecimal digits. */
export const spanDigest = (requestId: string, words: string): string =>
  Buffer.from(hashOf('record', JSON.stringify(['span', requestId, words])))
    .subarray(0, 16)
    .toString('hex')
